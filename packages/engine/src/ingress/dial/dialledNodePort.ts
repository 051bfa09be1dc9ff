import type { ClusterState } from '../../state/clusterState';
import type { Service } from '../../state/kinds/service';
import { isOwnOpening } from '../routes/loadBalancerRoutes';
import { routesTo } from '../routes/routes';

/**
 * Whether a Service's node port is open for a cloud's load balancer that dials it: then it is that
 * edge's way in, and no edge of its own.
 */
export function isDialledNodePort(
  state: ClusterState,
  service: Service,
  port: number,
): boolean {
  return (
    service.type === 'NodePort' &&
    routesTo(state, service).some(
      route =>
        !isOwnOpening(route) &&
        route.dial.addressing === 'node-port' &&
        route.backend.port === port,
    )
  );
}
