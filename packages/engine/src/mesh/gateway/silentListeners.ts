// Listeners of bytes that are taken as not served because no status reports them.
import type { ClusterState } from '../../state/clusterState';
import { objectName } from '../../state/evidence';
import { gateways } from '../../state/kinds/gateway';
import type { Pod } from '../../state/kinds/pod';
import { indexBy } from '../../state/objectIndex';
import { isIstiosGateway, listenersOf } from './gatewayApi';
import { isAccepted, OwnedListener, refusalsOf } from './listenerStatus';

const byNamespace = indexBy(gateways, ({ meta }) => [meta.namespace]);

/**
 * What it leans on that nothing listens at a port of a gateway pod. Istio serves TCP and TLS by itself or with
 * PILOT_ENABLE_ALPHA_GATEWAY_API, by its version, and says which in the listener's status: istio
 * pilot/pkg/config/kube/gateway/conversion.go listenerProtocolToIstio.
 */
export function silentListenerDoubts(
  state: ClusterState,
  pod: Pod,
  port: number,
): readonly string[] {
  return listenersAt(state, pod, port)
    .filter(
      one =>
        ['TCP', 'TLS'].includes(one.listener.protocol) &&
        !isAccepted(one) &&
        refusalsOf(one).length === 0,
    )
    .map(
      ({ owner, listener }) =>
        `The status of ${objectName(owner)} does not report its listener ${
          listener.name
        } of ${
          listener.protocol
        } as accepted: it is taken as not served, and whether Istio serves such listeners depends on its version.`,
    );
}

/** The listeners of Istio's Gateways in a pod's namespace that are for a port. */
export function listenersAt(
  state: ClusterState,
  pod: Pod,
  port: number,
): readonly OwnedListener[] {
  return state
    .lookup(byNamespace, pod.meta.namespace)
    .filter(one => isIstiosGateway(state, one))
    .flatMap(one => listenersOf(state, one))
    .filter(({ listener }) => listener.port === port);
}
