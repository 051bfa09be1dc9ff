import type { ServiceFacts } from '../posture/serviceFacts';
import type { Pieces } from '../state/pieces';
import { factsAfter } from './factsAfter';
import type { Plan } from './plan';
import { beginning, tryStep } from './tryStep';

// A service with more edges than this has other troubles.
const mostPlans = 4;

/**
 * One plan for a service that several weak paths lead to: what helps one of them leaves the service
 * as it is, until the last is helped. Each next plan is looked for where the ones before have led.
 */
export function* allPathsPlan(
  facts: ServiceFacts,
  plansOf: (facts: ServiceFacts) => readonly Plan[],
): Pieces<readonly Plan[]> {
  if (weakPaths(facts).length < 2) return [];
  const taken: Plan[] = [];
  let now = facts;
  while (weakPaths(now).length > 0 && taken.length < mostPlans) {
    const found = yield* firstThatHelps(now, plansOf(now));
    if (!found) break;
    taken.push(found.plan);
    now = found.after;
  }
  return taken.length < 2 ? [] : [together(taken)];
}

interface Helpful {
  readonly plan: Plan;
  readonly after: ServiceFacts;
}

function* firstThatHelps(
  facts: ServiceFacts,
  plans: readonly Plan[],
): Pieces<Helpful | undefined> {
  for (const plan of plans) {
    if (plan.advice) continue;
    const after = yield* afterPlan(facts, plan);
    if (after && helps(facts, after)) return { plan, after };
  }
  return undefined;
}

/** Several plans as one. */
export function together(plans: readonly Plan[]): Plan {
  const each = <T>(of: (plan: Plan) => readonly T[]) => [
    ...new Set(plans.flatMap(of)),
  ];
  return {
    id: `all-paths-${plans.map(plan => plan.id).join('-')}`,
    title: plans.map(plan => plan.title).join('; '),
    costs: each(plan => plan.costs),
    resolves: each(plan => plan.resolves),
    steps: plans.flatMap(plan => plan.steps),
  };
}

function weakPaths({ paths }: ServiceFacts) {
  return paths.filter(({ path }) =>
    ['rejected', 'plaintext'].includes(path.posture),
  );
}

function helps(before: ServiceFacts, after: ServiceFacts): boolean {
  return weakPaths(after).length < weakPaths(before).length;
}

/** The service after a plan; undefined when a step breaks a path on the way. */
function* afterPlan(
  facts: ServiceFacts,
  plan: Plan,
): Pieces<ServiceFacts | undefined> {
  let stage = beginning(facts.state);
  for (const planned of plan.steps) {
    const next = yield* tryStep(facts, stage, planned);
    if (!next) return undefined;
    stage = next;
  }
  return factsAfter(facts, stage.state);
}
