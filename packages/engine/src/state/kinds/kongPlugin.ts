import { defineKind, KindDefinition } from '../kindDefinition';
import { KubeObject } from '../meta';
import { at, flag, items, text, texts, whole } from '../read';

const group = 'configuration.konghq.com';

/** Whom a plugin asks about requests, by a URL. */
export interface KongAsked {
  readonly why: 'authorization' | 'processing' | 'counting' | 'tokens';
  readonly url: string;
  /** Requests pass while nobody answers. */
  readonly failsOpen: boolean;
  /** Path inside the object, for evidence. */
  readonly field: string;
}

/** What Kong does to requests, where a route or a Service names it. */
export interface KongPlugin extends KubeObject {
  readonly kind: 'KongPlugin' | 'KongClusterPlugin';
  /** Name of the plugin in Kong; the object's own is another. */
  readonly plugin: string;
  readonly disabled: boolean;
  /** Parts of its configuration stand in Secrets, which are not read. */
  readonly hidden: boolean;
  /** Host that it sends in the client's place; null where it is made from the request. */
  readonly host?: string | null;
  /** It answers every request itself. */
  readonly answers?: true;
  readonly asks: readonly KongAsked[];
}

function define(
  kind: KongPlugin['kind'],
  plural: string,
  namespaced: boolean,
): KindDefinition<KongPlugin> {
  return defineKind<KongPlugin>({
    group,
    kind,
    plural,
    versions: ['v1'],
    namespaced,
    purpose: 'the Host that Kong sends, and whom it asks about requests',
    trim: (object, meta) => {
      const plugin = text(object, 'plugin') ?? '';
      const config = at(object, 'config');
      const host = hostOf(plugin, config);
      return {
        kind,
        meta,
        plugin,
        disabled: flag(object, 'disabled') ?? false,
        hidden:
          at(object, 'configFrom') !== undefined ||
          items(object, 'configPatches').length > 0,
        ...(host !== undefined && { host }),
        // kong/plugins/request-termination/handler.lua: with a trigger some alone.
        ...(plugin === 'request-termination' &&
          at(config, 'trigger') === undefined && { answers: true }),
        asks: asksOf(plugin, config),
      };
    },
  });
}

export const kongPlugins = define('KongPlugin', 'kongplugins', true);

/** The same for every namespace; one with label `global` is for all that goes through Kong. */
export const kongClusterPlugins = define(
  'KongClusterPlugin',
  'kongclusterplugins',
  false,
);

/** Headers are written "name:value"; renamed ones "old:new" (kong/plugins/request-transformer/access.lua). */
function hostOf(plugin: string, config: unknown): string | null | undefined {
  if (!plugin.startsWith('request-transformer')) return undefined;
  const headers = (action: string) =>
    texts(config, action, 'headers').map(one => {
      const [name, ...value] = one.split(':');
      return [name.toLowerCase(), value.join(':')] as const;
    });
  const replaced = headers('replace').filter(([name]) => name === 'host');
  const others = [
    ...headers('append').map(([name]) => name),
    ...headers('rename').map(([, to]) => to.toLowerCase()),
  ].includes('host');
  if (replaced.length === 0 && !others) return undefined;
  const [[, value] = ['', '']] = replaced;
  const isPlain =
    plugin === 'request-transformer' &&
    !others &&
    replaced.length === 1 &&
    /^[\w.-]+(:\d+)?$/.test(value);
  return isPlain ? value : null;
}

function asksOf(plugin: string, config: unknown): readonly KongAsked[] {
  switch (plugin) {
    case 'opa':
      return asksOpa(config);
    case 'request-callout':
      return items(config, 'callouts').flatMap((one, index) => {
        const url = text(one, 'request', 'url');
        const field = `config.callouts[${index}].request.url`;
        const failsOpen =
          text(one, 'request', 'error', 'on_error') === 'continue';
        return url === undefined
          ? []
          : [{ why: 'processing', url, failsOpen, field }];
      });
    case 'rate-limiting':
    case 'response-ratelimiting':
    case 'rate-limiting-advanced':
      return asksRedis(config);
    case 'ldap-auth':
    case 'ldap-auth-advanced':
      return asksLdap(config);
    case 'openid-connect':
      return asksIssuer(config, 'issuer');
    case 'oauth2-introspection':
      return asksIssuer(config, 'introspection_url');
    default:
      return [];
  }
}

/** developer.konghq.com/plugins/openid-connect, oauth2-introspection: what they learn from an issuer is not known. */
function asksIssuer(config: unknown, key: string): readonly KongAsked[] {
  const url = text(config, key);
  return url === undefined
    ? []
    : [{ why: 'tokens', url, failsOpen: false, field: `config.${key}` }];
}

/** kong/plugins/ldap-auth/schema.lua, access.lua: StartTLS begins as plaintext. */
function asksLdap(config: unknown): readonly KongAsked[] {
  const host = text(config, 'ldap_host');
  if (host === undefined) return [];
  const isTls = flag(config, 'ldaps') ?? false;
  const port = whole(config, 'ldap_port') ?? 389;
  return [
    {
      why: 'authorization',
      url: `${isTls ? 'tls' : 'tcp'}://${host}:${port}`,
      failsOpen: false,
      field: 'config.ldap_host',
    },
  ];
}

/** developer.konghq.com/plugins/opa/reference: it asks localhost by itself. */
function asksOpa(config: unknown): readonly KongAsked[] {
  const host = text(config, 'opa_host');
  if (host === undefined) return [];
  const scheme = text(config, 'opa_protocol') ?? 'http';
  const port = whole(config, 'opa_port') ?? 8181;
  return [
    {
      why: 'authorization',
      url: `${scheme}://${host}:${port}`,
      failsOpen: false,
      field: 'config.opa_host',
    },
  ];
}

/** kong/plugins/rate-limiting/schema.lua; `redis_host` is what older versions call it. */
function asksRedis(config: unknown): readonly KongAsked[] {
  const place = text(config, 'policy') ?? text(config, 'strategy');
  const host = text(config, 'redis', 'host') ?? text(config, 'redis_host');
  if (place !== 'redis' || host === undefined) return [];
  const port =
    whole(config, 'redis', 'port') ?? whole(config, 'redis_port') ?? 6379;
  const isTls = flag(config, 'redis', 'ssl') ?? flag(config, 'redis_ssl');
  const field =
    text(config, 'redis', 'host') === undefined
      ? 'config.redis_host'
      : 'config.redis.host';
  return [
    {
      why: 'counting',
      url: `${isTls ? 'tls' : 'tcp'}://${host}:${port}`,
      // By itself, and in the advanced plugin always, it lets them pass.
      failsOpen: flag(config, 'fault_tolerant') ?? true,
      field,
    },
  ];
}
