import { waypointOf } from '../../mesh';
import type { ClusterState } from '../../state/clusterState';
import { namespaces } from '../../state/kinds/namespace';
import type { Service } from '../../state/kinds/service';
import type { KubeObject } from '../../state/meta';

/** Label of a Service, or of its namespace, by which gateways send through its waypoint (istio.io/docs/ambient). */
export const ingressWaypointLabel = 'istio.io/ingress-use-waypoint';

/** The object that has it, where the Service has a waypoint. */
export function askingForWaypoint(
  state: ClusterState,
  service: Service,
): KubeObject | undefined {
  if (waypointOf(state, service) === undefined) return undefined;
  const own = state.get(namespaces, '', service.meta.namespace);
  return [service, ...(own ? [own] : [])].find(
    ({ meta }) => meta.labels[ingressWaypointLabel] === 'true',
  );
}
