// Conditions of VirtualService routes: istio pilot/pkg/networking/core/route/route.go sourceMatchHTTP, translateRoute; tls.go matchTCP.
import type { RouteMatch, TextMatch } from '../../state/kinds/virtualService';
import type { Labels } from '../../state/read';
import { matchesLabels } from '../../state/selector';
import { regexMeets } from './routeRegex';

/** Who asks, and on which listener: known when routes are made. */
export interface Asker {
  readonly namespace: string;
  readonly labels: Labels;
  readonly port: number;
  /** `mesh`, or the gateways that the listener belongs to. */
  readonly gateways: ReadonlySet<string>;
}

/** What is known of a request. */
export interface Asked {
  readonly path: string;
  readonly host: string;
}

/** Whether a match of an http rule can hold for this asker at all. */
export function httpMatchApplies(match: RouteMatch, asker: Asker): boolean {
  if (match.port !== undefined && match.port !== asker.port) return false;
  if (match.gateways.length > 0) return namesGateway(match, asker);
  return fromHere(match, asker);
}

/** The same for tls and tcp rules, which ask for gateway and source both. */
export function streamMatchApplies(match: RouteMatch, asker: Asker): boolean {
  if (match.port !== undefined && match.port !== asker.port) return false;
  if (match.gateways.length > 0 && !namesGateway(match, asker)) return false;
  return fromHere(match, asker);
}

function namesGateway(match: RouteMatch, asker: Asker): boolean {
  return match.gateways.some(one => asker.gateways.has(one));
}

function fromHere(match: RouteMatch, asker: Asker): boolean {
  return (
    matchesLabels(match.sourceLabels, asker.labels) &&
    (match.sourceNamespace ?? asker.namespace) === asker.namespace
  );
}

/**
 * Whether a request meets a match. What no question names, such as headers, is taken as absent.
 * `bySegment`: prefixes end at a slash, as the Gateway API has it.
 */
export function requestMeets(
  match: RouteMatch,
  asked: Asked,
  bySegment: boolean = false,
): boolean {
  if (match.asksMore) return false;
  const fold = (text: string) =>
    match.ignoreUriCase ? text.toLowerCase() : text;
  return (
    textMeets(match.uri, asked.path, fold, bySegment) &&
    textMeets(match.authority, asked.host, one => one)
  );
}

function textMeets(
  wanted: TextMatch | undefined,
  actual: string,
  fold: (text: string) => string,
  bySegment: boolean = false,
): boolean {
  if (!wanted) return true;
  const { type, value } = wanted;
  if (type === 'exact') return fold(actual) === fold(value);
  if (type === 'prefix') {
    return bySegment
      ? `${fold(actual)}/`.startsWith(`${fold(value).replace(/\/$/, '')}/`)
      : fold(actual).startsWith(fold(value));
  }
  return regexMeets(value, actual);
}
