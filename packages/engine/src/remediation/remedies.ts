import { comparePosture } from '../path/worst';
import type { ServiceFacts } from '../posture/serviceFacts';
import type { Finding, Remedy } from '../posture/servicePosture';
import type { Plan } from './plan';
import { chainPlans } from './plans/chainThroughGateway';
import { inboundRedirectionPlan } from './plans/inboundRedirection';
import { permissivePortPlan, strictPlan } from './plans/peerAuthentication';
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

function plansFor(facts: ServiceFacts): readonly Plan[] {
  const weak = facts.paths.filter(({ path }) =>
    ['rejected', 'plaintext'].includes(path.posture),
  );
  const plans = [
    ...weak.flatMap(path => inboundRedirectionPlan(facts, path)),
    ...weak.flatMap(path => serviceRoutingPlans(facts, path)),
    ...weak.flatMap(path => chainPlans(facts, path)),
    ...permissivePortPlan(facts),
    ...strictPlan(facts),
  ];
  return [...new Map(plans.map(plan => [plan.id, plan])).values()];
}

/**
 * Drops a remedy whose steps hold all those of another that reaches as far: it asks for more than
 * is needed.
 */
function withoutLonger(remedies: readonly Remedy[]): Remedy[] {
  return remedies.filter(
    one =>
      !remedies.some(
        other =>
          other !== one &&
          other.standing === one.standing &&
          other.steps.length <= one.steps.length &&
          comparePosture(other.reaches, one.reaches) >= 0 &&
          other.id.replace(/^service-address/, 'service-routing') === one.id,
      ),
  );
}
