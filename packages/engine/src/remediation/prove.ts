import { worstPosture } from '../path/worst';
import { findingsOf } from '../posture/findings';
import type { JudgedPath, ServiceFacts } from '../posture/serviceFacts';
import type { MtlsPosture, Remedy } from '../posture/servicePosture';
import type { ClusterState } from '../state/clusterState';
import type { Pieces } from '../state/pieces';
import { factsAfter } from './factsAfter';
import type { Plan } from './plan';
import { shownStep } from './steps';
import { beginning, tryStep } from './tryStep';

/**
 * Applies a plan to a copy of the state, step by step, and asks the engine again after each.
 * Undefined unless it gets the service further and breaks no path that worked before.
 */
export function* prove(
  facts: ServiceFacts,
  plan: Plan,
): Pieces<Remedy | undefined> {
  if (plan.advice) return advice(plan, plan.advice);
  let stage = beginning(facts.state);
  const afters: MtlsPosture[] = [];
  for (const planned of plan.steps) {
    const next = yield* tryStep(facts, stage, planned);
    if (!next) return undefined;
    stage = next;
    afters.push(postureIn(facts, stage.state));
  }
  const reached = factsAfter(facts, stage.state);
  if (!reached || afters.length === 0) return undefined;
  if (!reachesGoal(facts, plan, reached)) return undefined;
  if (losesRule(facts, reached)) return undefined;
  const { posture: reaches } = reached;
  const steps = plan.steps.map(({ step }, index) => ({
    ...shownStep(step),
    after: afters[index],
  }));
  return { ...spoken(plan), reaches, standing: 'proven', steps };
}

function advice(
  plan: Plan,
  { missing, aims }: NonNullable<Plan['advice']>,
): Remedy {
  return {
    ...spoken(plan),
    reaches: aims,
    standing: 'advice',
    missing,
    steps: plan.steps.map(({ step }) => ({ ...shownStep(step), after: null })),
  };
}

function spoken({ id, title, costs, resolves }: Plan) {
  return { id, title, costs, resolves };
}

/** Whether a posture is a step forward; `unknown` never is. */
export function isBetter(reached: MtlsPosture, from: MtlsPosture): boolean {
  if (reached === 'unknown' || reached === from) return false;
  return worstPosture([reached, from]) === from;
}

function postureIn(facts: ServiceFacts, copy: ClusterState): MtlsPosture {
  const same = copy === facts.state ? facts : factsAfter(facts, copy);
  return same?.posture ?? 'unknown';
}

function reachesGoal(
  facts: ServiceFacts,
  { ends }: Plan,
  reached: ServiceFacts,
): boolean {
  if (isBetter(reached.posture, facts.posture)) return true;
  if (ends === undefined || isBetter(facts.posture, reached.posture)) {
    return false;
  }
  return findingsOf(reached).every(finding => finding.code !== ends);
}

/**
 * Whether a Host and path that led to the service do so no more: that would be no remedy but an
 * outage. A node port has none, and is closed by steps that say so.
 */
function losesRule(facts: ServiceFacts, reached: ServiceFacts): boolean {
  const nameOf = ({ path: { route } }: JudgedPath) =>
    JSON.stringify([route.host, route.path]);
  const rules = new Set(reached.paths.map(nameOf));
  return facts.paths.some(
    one => one.path.edge.kind !== 'NodePort' && !rules.has(nameOf(one)),
  );
}
