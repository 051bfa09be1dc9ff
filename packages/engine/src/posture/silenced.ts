import type { ClusterState } from '../state/clusterState';
import { annotationEvidence, objectName } from '../state/evidence';
import { namespaces } from '../state/kinds/namespace';
import type { KubeObject } from '../state/meta';
import type { FindingRule, Raised } from './finding';
import { findingCodes } from './findings/messages';
import type { ServiceFacts } from './serviceFacts';
import type { Evidence, Silenced } from './servicePosture';

/** Annotation of ours: lines of `IP0302: reason`, several codes with commas between them. */
export const ignoreAnnotation = 'ingress-posture.io/ignore';

// Of istioctl analyze: codes with commas between them, or `*` (istio pkg/config/analysis/local/istiod_analyze.go).
const istioAnnotation = 'galley.istio.io/analyze-suppress';

const known: ReadonlySet<string> = new Set(findingCodes);

interface Ignore {
  readonly line: string;
  readonly codes: readonly string[];
  readonly reason: string;
}

/** Who silences a finding, and why; undefined when nobody does. */
export function silencedBy(
  facts: ServiceFacts,
  rule: FindingRule,
  raised: Raised,
): Silenced | undefined {
  const route =
    raised.path === undefined
      ? undefined
      : facts.paths[raised.path].facts.route?.object;
  const objects = [
    ...raised.about,
    ...(route ? [route] : []),
    ...serviceAndNamespace(facts),
  ];
  for (const object of objects) {
    const reason = ownReason(object, rule.code) ?? istiosReason(object, rule);
    if (reason !== undefined) return { reason, by: objectName(object) };
  }
  return undefined;
}

/** The objects around a service whose annotations can silence any finding of it. */
export function silencingObjects(facts: ServiceFacts): readonly KubeObject[] {
  const routes = facts.paths.flatMap(one => one.facts.route?.object ?? []);
  return [...new Set([...serviceAndNamespace(facts), ...routes])];
}

/** Lines of the annotation that silence nothing, and why. */
export function misreadIgnores(
  object: KubeObject,
): readonly { line: string; why: string; evidence: Evidence }[] {
  return ignoresOf(object).flatMap(ignore => {
    const why = misread(ignore);
    if (why === undefined) return [];
    const evidence = annotationEvidence(object, ignoreAnnotation);
    return [{ line: ignore.line, why, evidence }];
  });
}

function serviceAndNamespace({ state, service }: ServiceFacts) {
  return [service, ...namespaceOf(state, service)];
}

function namespaceOf(
  state: ClusterState,
  { meta }: KubeObject,
): readonly KubeObject[] {
  const found = state.get(namespaces, '', meta.namespace);
  return found ? [found] : [];
}

function ownReason(object: KubeObject, code: string): string | undefined {
  return ignoresOf(object).find(
    one => misread(one) === undefined && one.codes.includes(code),
  )?.reason;
}

function istiosReason(
  { meta }: KubeObject,
  { istio = [] }: FindingRule,
): string | undefined {
  const written = meta.annotations[istioAnnotation];
  if (written === undefined || istio.length === 0) return undefined;
  const codes = written.split(',').map(one => one.trim());
  const found = codes.find(one => one === '*' || istio.includes(one));
  return found && `${istioAnnotation}: ${found}`;
}

function ignoresOf({ meta }: KubeObject): readonly Ignore[] {
  return (meta.annotations[ignoreAnnotation] ?? '')
    .split('\n')
    .map(line => line.trim())
    .filter(line => line !== '')
    .map(line => {
      const colon = line.indexOf(':');
      const codes = colon < 0 ? line : line.slice(0, colon);
      return {
        line,
        codes: codes.split(',').map(one => one.trim().toUpperCase()),
        reason: colon < 0 ? '' : line.slice(colon + 1).trim(),
      };
    });
}

function misread({ codes, reason }: Ignore): string | undefined {
  const strange = codes.find(one => !known.has(one));
  if (strange !== undefined) return 'which names no finding';
  return reason === '' ? 'without a reason' : undefined;
}
