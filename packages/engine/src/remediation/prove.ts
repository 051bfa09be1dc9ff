import { worstPosture } from '../path/worst';
import { assess } from '../posture/assess';
import { findingsOf } from '../posture/findings';
import type { ServiceFacts } from '../posture/serviceFacts';
import type {
  MtlsPosture,
  Remedy,
  RemedyStep,
} from '../posture/servicePosture';
import type { ClusterState } from '../state/clusterState';
import { derive } from '../state/derived';
import { kinds } from '../state/kinds';
import { Service, services } from '../state/kinds/service';
import type { Source } from '../state/reads';
import type { Plan, PlannedStep } from './plan';
import { breaksPath } from './rejectedPaths';

/**
 * Applies a plan to a copy of the state, step by step, and asks the engine again after each.
 * Undefined unless it gets the service further and breaks no path that worked before.
 */
export function prove(facts: ServiceFacts, plan: Plan): Remedy | undefined {
  if (plan.advice) return advice(plan, plan.advice);
  let now = facts.state;
  const steps: RemedyStep[] = [];
  for (const planned of plan.steps) {
    const next = tryStep(facts.state, now, planned);
    if (!next) return undefined;
    now = next;
    steps.push({ ...planned.step, after: postureIn(now, facts.service) });
  }
  const reaches = steps.at(-1)?.after;
  if (!reaches || !reachesGoal(facts, plan, now, reaches)) return undefined;
  if (losesHost(facts, now)) return undefined;
  return { ...spoken(plan), reaches, standing: 'proven', steps };
}

// What shared steps lead to, kept until anything in the state changes.
const sharedSteps = derive(kinds, (): Map<string, SharedStep> => new Map());

interface SharedStep {
  readonly value: ClusterState | undefined;
  readonly source: Source;
}

/** The state after a step; undefined when it breaks a path that works in the original state. */
function tryStep(
  original: ClusterState,
  now: ClusterState,
  planned: PlannedStep,
): ClusterState | undefined {
  const { shared } = planned;
  if (shared === undefined) return applied(original, now, planned);
  const { reads } = now;
  const known = reads.unnoted(() => now.read(sharedSteps));
  const found =
    known.get(shared) ?? reads.whole(() => applied(original, now, planned));
  known.set(shared, found);
  reads.again([found.source]);
  return found.value;
}

function applied(
  original: ClusterState,
  now: ClusterState,
  { apply, touches }: PlannedStep,
): ClusterState | undefined {
  const copy = now.fork();
  apply(copy);
  return breaksPath(original, copy, touches()) ? undefined : copy;
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
    steps: plan.steps.map(({ step }) => ({ ...step, after: null })),
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

function postureIn(state: ClusterState, service: Service): MtlsPosture {
  const { namespace, name } = service.meta;
  const now = state.get(services, namespace, name);
  return now ? assess(state, now).posture : 'unknown';
}

function reachesGoal(
  facts: ServiceFacts,
  { ends }: Plan,
  after: ClusterState,
  reaches: MtlsPosture,
): boolean {
  if (isBetter(reaches, facts.posture)) return true;
  if (ends === undefined || isBetter(facts.posture, reaches)) return false;
  const { namespace, name } = facts.service.meta;
  const now = after.get(services, namespace, name);
  return (
    now !== undefined &&
    findingsOf(assess(after, now)).every(finding => finding.code !== ends)
  );
}

/**
 * Whether a Host that led to the service does so no more: that would be no remedy but an outage. A
 * node port has none, and is closed by steps that say so.
 */
function losesHost(facts: ServiceFacts, after: ClusterState): boolean {
  const { namespace, name } = facts.service.meta;
  const now = after.get(services, namespace, name);
  const hosts = new Set(
    now && assess(after, now).paths.map(one => one.path.route.host),
  );
  return facts.paths.some(
    ({ path }) => path.edge.kind !== 'NodePort' && !hosts.has(path.route.host),
  );
}
