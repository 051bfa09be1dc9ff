import { rootNamespace } from '../remediation/peerAuthenticationStep';
import { compareText } from '../state/compareText';
import type { ClusterState } from '../state/clusterState';
import type { JudgedService } from './judgedService';
import { modeAt, namespaceOf, OpenArrival } from './openArrival';
import { applied, planStage } from './stage';
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
  const seen = arrivals.filter(one => modeAt(state, one) !== null);
  const services = groupByNamespace(within, one => one.service.namespace);
  if (scope.kind !== 'mesh') {
    return [planStage(state, scope, seen, within.length).stage];
  }
  const inside = groupByNamespace(seen, namespaceOf);
  const root = rootNamespace(state);
  const planned = meshed(services, inside)
    .filter(namespace => namespace !== root)
    .map(namespace =>
      planStage(
        state,
        { kind: 'namespace', namespace },
        inside.get(namespace) ?? [],
        services.get(namespace)?.length ?? 0,
      ),
    );
  // All stages together are what the policy of the mesh, and its proof, come after.
  const before = applied(
    state,
    planned.flatMap(one => one.steps),
  );
  const last = planStage(before, scope, seen, within.length).stage;
  return [...planned.map(one => one.stage).sort(byStanding), last];
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
