import { rootNamespace } from '../remediation/peerAuthenticationStep';
import { compareText } from '../state/compareText';
import type { ClusterState } from '../state/clusterState';
import type { JudgedService } from './judgedService';
import { modesIn, namespaceOf, OpenArrival } from './openArrival';
import { applied, planStage, planStages } from './stage';
import type { RolloutStage, StrictScope } from './strictPreview';

const standings: readonly RolloutStage['standing'][] = [
  'done',
  'ready',
  'with-exceptions',
  'blocked',
];

/**
 * The order in which a scope can be turned STRICT: namespace by namespace, those first where nothing
 * is to be excepted, and the policy of the mesh last, when nobody depends on it any more. Policies of
 * different namespaces decide about different pods, so that any order of them is as safe.
 */
export function safeOrder(
  state: ClusterState,
  scope: StrictScope,
  within: readonly JudgedService[],
  arrivals: readonly OpenArrival[],
): readonly RolloutStage[] {
  const modeAt = modesIn(state);
  const seen = arrivals.filter(one => modeAt(one) !== null);
  const services = groupByNamespace(within, one => one.service.namespace);
  if (scope.kind !== 'mesh') {
    const stage = { scope, arrivals: seen, services: within };
    return [planStage(state, stage).stage];
  }
  const inside = groupByNamespace(seen, namespaceOf);
  const root = rootNamespace(state);
  const planned = planStages(
    state,
    meshed(services, inside)
      .filter(namespace => namespace !== root)
      .map(namespace => ({
        scope: { kind: 'namespace', namespace },
        arrivals: inside.get(namespace) ?? [],
        services: services.get(namespace) ?? [],
      })),
  );
  // All stages together are what the policy of the mesh, and its proof, come after.
  const before = applied(
    state,
    planned.flatMap(one => one.steps),
  );
  const last = { scope, arrivals: seen, services: within };
  return [
    ...planned.map(one => one.stage).sort(byStanding),
    planStage(before, last).stage,
  ];
}

/** Namespaces with something in the mesh, sorted. */
function meshed(
  services: ReadonlyMap<string, readonly JudgedService[]>,
  arrivals: ReadonlyMap<string, readonly OpenArrival[]>,
): readonly string[] {
  const withMesh = [...services]
    .filter(([, all]) =>
      all.some(({ ports }) => ports.some(port => port.mtlsMode !== null)),
    )
    .map(([namespace]) => namespace);
  return [...new Set([...withMesh, ...arrivals.keys()])].sort(compareText);
}

function byStanding(a: RolloutStage, b: RolloutStage): number {
  return standings.indexOf(a.standing) - standings.indexOf(b.standing);
}

function groupByNamespace<T>(
  all: readonly T[],
  namespaceOfOne: (one: T) => string,
): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    const namespace = namespaceOfOne(one);
    const group = groups.get(namespace);
    if (group) group.push(one);
    else groups.set(namespace, [one]);
  }
  return groups;
}
