// Conditions of VirtualService routes: istio pilot/pkg/networking/core/route/route.go sourceMatchHTTP, translateRoute; tls.go matchTCP.
import type { RouteMatch, TextMatch } from '../../state/kinds/virtualService';
import { objectName } from '../../state/evidence';
import type { KubeObject } from '../../state/meta';
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

/** How a rule is matched. */
export interface Matching {
  /** Its matches that can hold for whoever asks; undefined: it takes everything. */
  readonly matches: readonly RouteMatch[] | undefined;
  /** Prefixes end at a slash, as the Gateway API has it. */
  readonly bySegment: boolean;
}

/** The rule that a plain GET meets first, of those without a method, headers or query parameters that tell more. */
export interface FirstMet<T> {
  readonly met?: T;
  /** Rules up to it that go by more than path and Host: other requests may meet them, or not. */
  readonly askingMore: readonly T[];
}

/** The first of rules, in their order, that a request meets. What no question names, such as headers, is taken as absent. */
export function firstMet<T>(
  rules: readonly T[],
  matchingOf: (rule: T) => Matching,
  asked: Asked,
): FirstMet<T> {
  const askingMore: T[] = [];
  for (const rule of rules) {
    const { matches, bySegment } = matchingOf(rule);
    if (!matches) return { met: rule, askingMore };
    const fitting = matches.filter(one => placeMeets(one, asked, bySegment));
    const isFree = fitting.some(one => !one.asksMore);
    if (fitting.length > 0 && !isFree) askingMore.push(rule);
    if (fitting.some(one => one.metPlainly)) return { met: rule, askingMore };
  }
  return { askingMore };
}

/** What an answer leans on that goes by objects that ask more of a request than is known. */
export function askingMoreDoubts(by: readonly KubeObject[]): readonly string[] {
  return [...new Set(by.map(objectName))].map(
    one =>
      `${one} goes by headers, methods or query parameters, too: the answer is that for a plain GET.`,
  );
}

function placeMeets(
  match: RouteMatch,
  asked: Asked,
  bySegment: boolean,
): boolean {
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
