import { worstPosture } from '../path/worst';
import type { ServiceKey } from '../posture/analyze';
import { assess } from '../posture/assess';
import type { ServiceFacts } from '../posture/serviceFacts';
import type {
  MtlsPosture,
  Remedy,
  RemedyStep,
} from '../posture/servicePosture';
import type { ClusterState } from '../state/clusterState';
import { Service, services } from '../state/kinds/service';
import type { Plan } from './plan';

/**
 * Applies a plan to a copy of the state, step by step, and asks the engine again after each.
 * Undefined unless it gets the service further and breaks no path that worked before.
 */
export function prove(facts: ServiceFacts, plan: Plan): Remedy | undefined {
  if (plan.advice) return advice(plan, plan.advice);
  const copy = facts.state.fork();
  const brokenBefore = brokenPaths(facts.state, allTouched(plan));
  const steps: RemedyStep[] = [];
  for (const { step, apply, touches } of plan.steps) {
    apply(copy);
    const broken = brokenPaths(copy, touches);
    if ([...broken].some(path => !brokenBefore.has(path))) return undefined;
    steps.push({ ...step, after: postureIn(copy, facts.service) });
  }
  const reaches = steps.at(-1)?.after;
  if (!reaches || !isBetter(reaches, facts.posture)) return undefined;
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

function allTouched(plan: Plan): readonly ServiceKey[] {
  return plan.steps.flatMap(step => step.touches);
}

/** The broken paths of some Services, named by edge and route so that they can be found again. */
function brokenPaths(
  state: ClusterState,
  keys: readonly ServiceKey[],
): ReadonlySet<string> {
  const distinct = new Map(
    keys.map(key => [`${key.namespace}/${key.name}`, key]),
  );
  return new Set(
    [...distinct].flatMap(([name, key]) => {
      const service = state.get(services, key.namespace, key.name);
      if (!service) return [];
      return assess(state, service)
        .paths.filter(one => one.path.posture === 'rejected')
        .map(({ path: { edge, route, port } }) =>
          JSON.stringify([name, edge, route, port]),
        );
    }),
  );
}
