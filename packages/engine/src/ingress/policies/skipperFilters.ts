// What eskip filters make of a request: opensource.zalando.com/skipper/reference/filters.
import type { AskedFor } from '../../posture/servicePosture';
import type { HostSent } from '../vendorDescription';

/** Its routes keep the name of what they dial for a Host, unless it is told to keep the client's. */
export const skippersOwnHost: HostSent = {
  of: 'address',
  serviceAs: ({ meta }) => `${meta.name}.${meta.namespace}.svc.cluster.local`,
};

interface Filter {
  readonly name: string;
  /** Arguments that are text, in order. */
  readonly texts: readonly string[];
}

const text = /"((?:\\.|[^"\\])*)"|`([^`]*)`/g;
const filter =
  /\s*([A-Za-z_]\w*)\s*\(((?:"(?:\\.|[^"\\])*"|`[^`]*`|\/(?:\\.|[^/\\])*\/|[^"`/()])*)\)\s*/y;

/** Filters, or predicates, one behind the other; undefined where they are not written well. */
function parse(
  written: string,
  separator: '->' | '&&' = '->',
): readonly Filter[] | undefined {
  const found: Filter[] = [];
  let at = 0;
  for (;;) {
    filter.lastIndex = at;
    const match = filter.exec(written);
    if (!match) return undefined;
    const [all, name, args] = match;
    found.push({
      name,
      texts: [...args.matchAll(text)].map(([, a, b]) => a ?? b),
    });
    at += all.length;
    if (at === written.length) return found;
    if (!written.startsWith(separator, at)) return undefined;
    at += 2;
  }
}

/** The Host that some filters send: known, made from the request, or left alone. */
export type FilteredHost =
  | { readonly kind: 'untouched' }
  | { readonly kind: 'sent'; readonly host: HostSent }
  | { readonly kind: 'from request' };

const untouched: FilteredHost = { kind: 'untouched' };

/** What eskip filters make of the Host. Those that cannot be parsed are none. */
export function hostByFilters(written: string): FilteredHost {
  return (parse(written) ?? []).reduce(after, untouched);
}

/** Whether Skipper can parse filters: of those that it cannot, none is applied. */
export function areFilters(written: string): boolean {
  return written.trim() === '' || parse(written) !== undefined;
}

/** Whether there is one filter, as an entry of a RouteGroup has to be. */
export function isFilter(written: string): boolean {
  return parse(written)?.length === 1;
}

/** Whether Skipper can parse predicates, which are written as filters are. */
export function arePredicates(written: string): boolean {
  return written.trim() === '' || parse(written, '&&') !== undefined;
}

// They answer every request by themselves, and nothing is forwarded: whoever calls FilterContext.Serve without a
// condition (filters/builtin, filters/diag, filters/auth/grantcallback.go, filters/openpolicyagent/opaserveresponse).
const answering = new Set([
  'absorb',
  'absorbSilent',
  'grantCallback',
  'inlineContent',
  'opaServeResponse',
  'opaServeResponseWithReqBody',
  'randomContent',
  'redirectTo',
  'redirectToLower',
  'repeatContent',
  'repeatContentHex',
  'static',
  'tarpit',
]);

/** Whether requests are answered by a filter, and not forwarded. */
export function isAnsweredByFilter(written: string): boolean {
  return (parse(written) ?? []).some(({ name }) => answering.has(name));
}

/** Whom a filter asks about requests; without purpose it sends copies of them. */
export interface FilterAsk {
  readonly url: string;
  readonly purpose: AskedFor | undefined;
}

// Each has a URL for its first argument (filters/auth/webhook.go, tokenintrospection.go, jwt_validation.go, oidc.go,
// filters/tee/tee.go). Open Policy Agent is a part of Skipper, and nobody is asked for it.
const asking: readonly (readonly [RegExp, AskedFor | undefined])[] = [
  [/^webhook$/, 'external authorization'],
  [/^(o|secureO)authTokenintrospection(Any|All)(Claims|KV)$/, 'token issuer'],
  [/^(jwtValidation|oauthOidc(UserInfo|AnyClaims|AllClaims))$/, 'token issuer'],
  [/^tee(nf)?$/i, undefined],
];

/** Whom some filters ask, by URLs of their own. */
export function asksIn(written: string): readonly FilterAsk[] {
  return (parse(written) ?? []).flatMap(({ name, texts: [url] }) => {
    const found = asking.find(([names]) => names.test(name));
    return found && url !== undefined ? [{ url, purpose: found[1] }] : [];
  });
}

// A filter of a grant has tokens made anew, and looks into them as the others do (filters/auth/grant.go).
const askingByFlags: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^oauthTokeninfo(Any|All|Validate)/, ['-oauth2-tokeninfo-url']],
  [/^oauthGrant$/, ['-oauth2-tokeninfo-url', '-oauth2-token-url']],
];

/** The flags that name whom some filters ask. */
export function flagsAskedBy(written: string): readonly string[] {
  return (parse(written) ?? []).flatMap(({ name }) =>
    askingByFlags.flatMap(([names, flags]) => (names.test(name) ? flags : [])),
  );
}

const fromRequest: FilteredHost = { kind: 'from request' };
const isHost = (name: string | undefined) => name?.toLowerCase() === 'host';

function after(host: FilteredHost, { name, texts }: Filter): FilteredHost {
  const [first, second] = texts;
  switch (name) {
    case 'preserveHost':
      return preserved(host, first === 'true');
    case 'setRequestHeader':
    case 'appendRequestHeader':
    case 'requestHeader':
      return isHost(first) ? sent(second) : host;
    case 'setDynamicBackendHost':
      return sent(first);
    case 'setContextRequestHeader':
    case 'appendContextRequestHeader':
    case 'modRequestHeader':
      return isHost(first) ? fromRequest : host;
    case 'copyRequestHeader':
    case 'copyRequestHeaderDeprecated':
      return isHost(second) ? fromRequest : host;
    case 'setDynamicBackendUrl':
    case 'setDynamicBackendUrlFromHeader':
    case 'setDynamicBackendHostFromHeader':
      return fromRequest;
    default:
      return host;
  }
}

/** It says nothing where another filter put a name of its own there (filters/builtin/preservehost.go). */
function preserved(host: FilteredHost, keeps: boolean): FilteredHost {
  if (host.kind === 'from request') return host;
  if (host.kind === 'sent' && typeof host.host === 'string') return host;
  return { kind: 'sent', host: keeps ? null : skippersOwnHost };
}

/** A name; one with a template is filled in from the request. */
function sent(name = ''): FilteredHost {
  return name.includes('${') ? fromRequest : { kind: 'sent', host: name };
}
