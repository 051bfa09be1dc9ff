// Listeners that ListenerSets add to a Gateway, and which of them lose to others: gateway-api.sigs.k8s.io/geps/gep-1713;
// istio pilot/pkg/config/kube/gatewaycommon NamespaceAcceptedByAllowListeners, ComputeGatewayListenerConflicts.
import type { ClusterState } from '../../state/clusterState';
import { compareText } from '../../state/compareText';
import type { Gateway, GatewayListener } from '../../state/kinds/gateway';
import { ListenerSet, listenerSetKinds } from '../../state/kinds/listenerSet';
import { indexBy } from '../../state/objectIndex';
import { allowedNamespaces } from './allowedRoutes';
import { acceptance, OwnedListener } from './listenerStatus';

const setsByGateway = listenerSetKinds.map(kind =>
  indexBy(kind, ({ gateway }) =>
    gateway ? [`${gateway.namespace}/${gateway.name}`] : [],
  ),
);

/** The ListenerSets that name a Gateway, whether it lets them in or not, those first whose listeners come first. */
export function listenerSetsOf(
  state: ClusterState,
  { meta: { namespace, name } }: Gateway,
): readonly ListenerSet[] {
  return setsByGateway
    .flatMap(index => state.lookup(index, `${namespace}/${name}`))
    .sort(
      ({ meta: a }, { meta: b }) =>
        a.created - b.created ||
        compareText(a.namespace, b.namespace) ||
        compareText(a.name, b.name),
    );
}

/** Whether a Gateway lets a ListenerSet add listeners; none, unless it says so. */
export function letsIn(
  state: ClusterState,
  { meta, allowedListeners }: Gateway,
  set: ListenerSet,
): boolean {
  return allowedNamespaces(state, meta.namespace, allowedListeners).some(
    one => one === '*' || one === set.meta.namespace,
  );
}

/** Listeners in order of precedence, without those that clash with an earlier one, or that their controller refuses. */
export function withoutClashes(
  all: readonly OwnedListener[],
): readonly OwnedListener[] {
  const taken: OwnedListener[] = [];
  for (const one of all) {
    const verdict = acceptance(one);
    const clashes = () =>
      taken.some(other => clash(one.listener, other.listener));
    if (verdict === 'True' || (verdict !== 'False' && !clashes())) {
      taken.push(one);
    }
  }
  return taken;
}

const byHost: ReadonlySet<string> = new Set(['HTTP', 'HTTPS', 'TLS']);

// TCP and UDP have a port for themselves, others a port and a host name.
function clash(a: GatewayListener, b: GatewayListener): boolean {
  if (a.port !== b.port) return false;
  if (!byHost.has(a.protocol) || !byHost.has(b.protocol)) return true;
  return (a.hostname ?? '*') === (b.hostname ?? '*');
}
