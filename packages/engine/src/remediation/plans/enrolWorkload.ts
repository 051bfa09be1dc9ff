import { membership, meshOf } from '../../mesh';
import { podKey } from '../../path/sources';
import { assess } from '../../posture/assess';
import type { ServiceFacts } from '../../posture/serviceFacts';
import type { ClusterState } from '../../state/clusterState';
import { derive, Question } from '../../state/derived';
import { Pod, pods } from '../../state/kinds/pod';
import { services } from '../../state/kinds/service';
import { withAmbient, withSidecar } from '../injectSidecar';
import type { Plan, PlannedStep } from '../plan';
import { sharingPods } from '../touched';
import { entersAmbient, injectionLabels, isInjectable } from './injection';
import { openNamespaceCosts, openNamespaceSteps } from './openNamespace';
import { inAmbient, rollOutSteps, withProxy } from './rollOut';

/** How the pods of this mesh are in it. */
interface Peers {
  /** Labels that get a pod a sidecar like theirs; undefined where none has one. */
  readonly sidecar?: Readonly<Record<string, string>>;
  readonly ambient: boolean;
}

const peersOf = derive([pods], (state): Peers => {
  const all = state.list(pods);
  const injected = all.filter(pod => meshOf(pod) === 'sidecar');
  return {
    ...(injected.length > 0 && { sidecar: injectionLabels(injected) }),
    ambient: all.some(pod => meshOf(pod) === 'ambient'),
  };
});

const peers: Question<Peers> = {
  key: 'peers',
  answer: state => state.read(peersOf),
  gist: one => one,
  late: true,
};

/**
 * Brings the pods that are outside into the mesh, in the way that others are. Where that is not
 * enough, what `furtherPlans` has for the service then comes with it.
 */
export function enrolPlans(
  facts: ServiceFacts,
  furtherPlans: (facts: ServiceFacts) => readonly Plan[],
): readonly Plan[] {
  if (facts.posture !== 'unmeshed' && !facts.partial) return [];
  const outside = facts.pods.filter(
    pod => membership(facts.state, podKey(pod)).mesh === 'none',
  );
  if (outside.length === 0 || !outside.every(isInjectable)) return [];
  const { sidecar, ambient } = facts.state.ask(peers);
  const enters = outside.every(pod => entersAmbient(facts.state, pod));
  return [
    ...(sidecar ? [sidecarPlan(facts, outside, sidecar)] : []),
    ...(ambient && enters ? [ambientPlan(facts, outside)] : []),
  ].flatMap(plan => [plan, ...withFurther(facts, plan, furtherPlans)]);
}

function sidecarPlan(
  facts: ServiceFacts,
  outside: readonly Pod[],
  labels: Readonly<Record<string, string>>,
): Plan {
  const { name } = facts.service.meta;
  const title = `Give ${name} a sidecar`;
  return {
    id: 'enrol-sidecar',
    title,
    costs: [
      `One restart of ${name}.`,
      'Protocols in which the server speaks first need their port to be named tcp.',
      ...openNamespaceCosts(facts.state, outside),
    ],
    resolves: ['IP0101', 'IP0401'],
    steps: [
      ...openNamespaceSteps(facts.state, outside),
      ...stepsFor(outside, {
        title,
        labels,
        change: pod => withSidecar(pod, 'all'),
        ...withProxy,
        facts,
      }),
    ],
  };
}

function ambientPlan(facts: ServiceFacts, outside: readonly Pod[]): Plan {
  const { name } = facts.service.meta;
  const title = `Enrol ${name} in ambient`;
  return {
    id: 'enrol-ambient',
    title,
    costs: [`One restart of ${name}: its template gets a label.`],
    resolves: ['IP0101', 'IP0401'],
    steps: stepsFor(outside, {
      title,
      labels: { 'istio.io/dataplane-mode': 'ambient' },
      change: withAmbient,
      ...inAmbient,
      facts,
    }),
  };
}

function stepsFor(
  outside: readonly Pod[],
  {
    facts,
    ...wanted
  }: {
    readonly title: string;
    readonly labels: Readonly<Record<string, string>>;
    readonly change: (pod: Pod) => Pod;
    readonly column: string;
    readonly expect: string;
    readonly facts: ServiceFacts;
  },
): readonly PlannedStep[] {
  return rollOutSteps(outside, {
    ...wanted,
    touches: () => sharingPods(facts),
  });
}

/** What the service needs besides, once it is in; asked of a copy in which it is. */
function withFurther(
  facts: ServiceFacts,
  plan: Plan,
  furtherPlans: (facts: ServiceFacts) => readonly Plan[],
): readonly Plan[] {
  const copy = facts.state.fork();
  for (const { apply } of plan.steps) apply(copy);
  const inside = factsIn(copy, facts);
  if (!inside || inside.posture === 'permissive') return [];
  return furtherPlans(inside)
    .filter(further => !further.advice)
    .map(further => ({
      id: `${plan.id}-${further.id}`,
      title: `${plan.title}, and ${uncapitalised(further.title)}`,
      costs: [...plan.costs, ...further.costs],
      resolves: [...new Set([...plan.resolves, ...further.resolves])],
      // The way is opened first: a STRICT service that comes in turns away what still sends plaintext.
      steps: [...further.steps, ...plan.steps],
    }));
}

function factsIn(
  state: ClusterState,
  { service }: ServiceFacts,
): ServiceFacts | undefined {
  const { namespace, name } = service.meta;
  const now = state.get(services, namespace, name);
  return now && assess(state, now);
}

function uncapitalised(title: string): string {
  return `${title[0].toLowerCase()}${title.slice(1)}`;
}
