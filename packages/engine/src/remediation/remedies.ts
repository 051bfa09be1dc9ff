import { comparePosture } from '../path/worst';
import type { ServiceFacts } from '../posture/serviceFacts';
import type { Finding, Remedy, RemedyStep } from '../posture/servicePosture';
import { atOnce, Pieces } from '../state/pieces';
import { allPathsPlan, together } from './allPaths';
import type { Plan } from './plan';
import { ambientBeforeSidecarPlan } from './plans/ambientBeforeSidecar';
import { askedServicePlan } from './plans/askedService';
import { capturePortPlan } from './plans/capturePort';
import { chainPlans } from './plans/chainThroughGateway';
import { destinationRulePlans } from './plans/destinationRule';
import { endOfLifePlans } from './plans/endOfLife';
import { endpointPlan } from './plans/endpoint';
import { enrolPlans } from './plans/enrolWorkload';
import { grantReferencePlan } from './plans/grantReference';
import { inboundRedirectionPlan } from './plans/inboundRedirection';
import { letIdentityInPlans, withIdentityLetIn } from './plans/letIdentityIn';
import { letThroughPlan } from './plans/letThrough';
import { permissiveAbovePlan } from './plans/permissiveAbove';
import { permissivePortPlan, strictPlan } from './plans/peerAuthentication';
import { tlsToGatewayPlan } from './plans/tlsToGateway';
import { serviceRoutingPlans } from './plans/serviceRouting';
import { settleUnknownPlan } from './plans/settleUnknown';
import { tlsModeLabelPlan } from './plans/tlsModeLabel';
import { prove } from './prove';

/**
 * The ways out for a service, proven by re-analysis, the farthest-reaching first, then the shortest.
 * Advice, which cannot be proven, comes last.
 */
export function remediesOf(
  facts: ServiceFacts,
  findings: readonly Finding[],
): readonly Remedy[] {
  return atOnce(remediesInPieces(facts, findings));
}

/** The same in pieces: some take seconds in a large cluster. */
export function* remediesInPieces(
  facts: ServiceFacts,
  findings: readonly Finding[],
): Pieces<readonly Remedy[]> {
  const codes = new Set(findings.map(finding => finding.code));
  const plans = yield* plansInPieces(facts);
  const first = yield* tried(
    facts,
    plans.filter(plan => !plan.fallback),
  );
  const further = first.some(leadsToMtls)
    ? []
    : yield* tried(
        facts,
        plans.filter(plan => plan.fallback),
      );
  const proven = [...first, ...further];
  return withoutLonger(
    proven.map(remedy => ({
      ...remedy,
      resolves: remedy.resolves.filter(code => codes.has(code)),
    })),
  ).sort(byUse);
}

function* tried(
  facts: ServiceFacts,
  plans: readonly Plan[],
): Pieces<readonly Remedy[]> {
  const proven: Remedy[] = [];
  for (const plan of plans) {
    const remedy = yield* prove(facts, plan);
    if (remedy) proven.push(remedy);
  }
  return proven;
}

function leadsToMtls({ standing, reaches }: Remedy): boolean {
  return (
    standing === 'proven' &&
    (reaches === 'permissive' || reaches === 'enforced')
  );
}

function byUse(a: Remedy, b: Remedy): number {
  if (a.standing !== b.standing) return a.standing === 'advice' ? 1 : -1;
  if (a.standing === 'advice') return 0;
  return comparePosture(b.reaches, a.reaches) || weightOf(a) - weightOf(b);
}

// How much a step disturbs: what runs anew, or is no more, more than a field.
const weights: Readonly<Record<RemedyStep['action'], number>> = {
  patch: 1,
  create: 1,
  restart: 2,
  delete: 2,
};

function weightOf({ steps }: Remedy): number {
  return steps.reduce((sum, step) => sum + weights[step.action], 0);
}

/** Everything that might help a service, not proven yet. */
export function plansFor(facts: ServiceFacts): readonly Plan[] {
  return atOnce(plansInPieces(facts));
}

function* plansInPieces(facts: ServiceFacts): Pieces<readonly Plan[]> {
  const plans = [
    ...plansInMesh(facts),
    ...letThroughPlan(facts),
    ...grantReferencePlan(facts),
    ...(yield* allPathsPlan(facts, plansInMesh)),
    ...enrolPlans(facts, plansInMesh),
    ...facts.paths.flatMap(path => endOfLifePlans(facts, path)),
  ];
  return [...new Map(plans.map(plan => [plan.id, plan])).values()];
}

/** What might help a service as far as it is in the mesh. */
function plansInMesh(facts: ServiceFacts): readonly Plan[] {
  const weak = facts.paths.filter(({ path }) =>
    ['rejected', 'plaintext'].includes(path.posture),
  );
  return [
    ...facts.paths.flatMap(path => inboundRedirectionPlan(facts, path)),
    ...capturePortPlan(facts),
    ...permissiveAbovePlan(facts),
    ...tlsModeLabelPlan(facts),
    ...weak.flatMap(path => serviceRoutingPlans(facts, path)),
    ...weak.flatMap(path => routingWithoutTls(facts, path)),
    ...weak.flatMap(path => letIdentityInPlans(facts, path)),
    ...weak.flatMap(path =>
      withIdentityLetIn(facts, path, serviceRoutingPlans(facts, path)),
    ),
    ...weak.flatMap(path => destinationRulePlans(facts, path)),
    ...weak.flatMap(path => chainPlans(facts, path)),
    ...weak.flatMap(path => tlsToGatewayPlan(facts, path)),
    ...weak.flatMap(settleUnknownPlan),
    ...weak.flatMap(path => askedServicePlan(facts, path)),
    ...weak.flatMap(path => ambientBeforeSidecarPlan(facts, path)),
    ...permissivePortPlan(facts),
    ...strictPlan(facts),
    ...endpointPlan(facts),
  ];
}

/** An edge that would have to dial otherwise, and a DestinationRule that has TLS off then, too. */
function routingWithoutTls(
  facts: ServiceFacts,
  path: ServiceFacts['paths'][number],
): readonly Plan[] {
  const [rule] = destinationRulePlans(facts, path);
  if (!rule) return [];
  return serviceRoutingPlans(facts, path)
    .filter(({ advice }) => !advice)
    .map(routing => ({
      ...together([rule, routing]),
      id: `${routing.id}-${rule.id}`,
      fallback: true,
    }));
}

/** Drops a remedy beside which another gets as far, ends as much and disturbs less. */
function withoutLonger(remedies: readonly Remedy[]): Remedy[] {
  return remedies.filter((one, index) =>
    remedies.every(
      (other, before) =>
        other === one ||
        other.standing !== one.standing ||
        one.standing === 'advice' ||
        !isBeaten(one, other, before < index),
    ),
  );
}

function isBeaten(one: Remedy, other: Remedy, otherFirst: boolean): boolean {
  const further = comparePosture(other.reaches, one.reaches);
  const heavier = weightOf(one) - weightOf(other);
  if (!one.resolves.every(code => other.resolves.includes(code))) return false;
  // Half the work and further: nobody would take the other way.
  if (further > 0) return weightOf(other) * 2 <= weightOf(one);
  if (further < 0 || !sameEnd(one, other)) return false;
  // Of two that are as much work, the first stays: plans are listed by how little they change.
  return heavier > 0 || (heavier === 0 && otherFirst);
}

/** Whether all that a remedy works on is what another works on, so that it makes that one pointless. */
function sameEnd(one: Remedy, other: Remedy): boolean {
  const objects = ({ steps }: Remedy) =>
    new Set(steps.map(step => `${step.object.kind} ${step.object.name}`));
  const own = objects(one);
  return [...objects(other)].every(object => own.has(object));
}
