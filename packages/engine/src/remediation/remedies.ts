import { comparePosture } from '../path/worst';
import type { ServiceFacts } from '../posture/serviceFacts';
import type { Finding, Remedy } from '../posture/servicePosture';
import type { Plan } from './plan';
import { chainPlans } from './plans/chainThroughGateway';
import { inboundRedirectionPlan } from './plans/inboundRedirection';
import { permissivePortPlan, strictPlan } from './plans/peerAuthentication';
import { tlsToGatewayPlan } from './plans/tlsToGateway';
import { serviceRoutingPlans } from './plans/serviceRouting';
import { prove } from './prove';

/**
 * The ways out for a service, proven by re-analysis, the farthest-reaching first, then the shortest.
 * Advice, which cannot be proven, comes last.
 */
export function remediesOf(
  facts: ServiceFacts,
  findings: readonly Finding[],
): readonly Remedy[] {
  const codes = new Set(findings.map(finding => finding.code));
  const proven = plansFor(facts).flatMap(plan => prove(facts, plan) ?? []);
  return withoutLonger(
    proven.map(remedy => ({
      ...remedy,
      resolves: remedy.resolves.filter(code => codes.has(code)),
    })),
  ).sort(
    (a, b) =>
      Number(a.standing === 'advice') - Number(b.standing === 'advice') ||
      comparePosture(b.reaches, a.reaches) ||
      a.steps.length - b.steps.length,
  );
}

/** Everything that might help a service, not proven yet. */
export function plansFor(facts: ServiceFacts): readonly Plan[] {
  const weak = facts.paths.filter(({ path }) =>
    ['rejected', 'plaintext'].includes(path.posture),
  );
  const plans = [
    ...facts.paths.flatMap(path => inboundRedirectionPlan(facts, path)),
    ...weak.flatMap(path => serviceRoutingPlans(facts, path)),
    ...weak.flatMap(path => chainPlans(facts, path)),
    ...weak.flatMap(path => tlsToGatewayPlan(facts, path)),
    ...permissivePortPlan(facts),
    ...strictPlan(facts),
  ];
  return [...new Map(plans.map(plan => [plan.id, plan])).values()];
}

/** Drops a remedy that gets no further than another with fewer steps, or with as many. */
function withoutLonger(remedies: readonly Remedy[]): Remedy[] {
  return remedies.filter((one, index) =>
    remedies.every((other, before) => {
      if (other === one || other.standing !== one.standing) return true;
      const further = comparePosture(other.reaches, one.reaches);
      const longer = one.steps.length - other.steps.length;
      // Half the steps and further: nobody would take the longer way.
      if (further > 0) return other.steps.length * 2 > one.steps.length;
      // Of two that reach as far and are as long, the first stays: plans are listed by how little they change.
      return (
        further < 0 ||
        !sameEnd(one, other) ||
        longer < 0 ||
        (longer === 0 && index < before)
      );
    }),
  );
}

/** Whether two remedies work on the same objects, so that one makes the other pointless. */
function sameEnd(one: Remedy, other: Remedy): boolean {
  const objects = ({ steps }: Remedy) =>
    new Set(steps.map(step => `${step.object.kind} ${step.object.name}`));
  const own = objects(one);
  return [...objects(other)].every(object => own.has(object));
}
