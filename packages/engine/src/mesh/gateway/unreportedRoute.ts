// Routes of bytes at gateways that no status of Istio's is on: istio pkg/kube/kclient/crdwatcher.go minimumVersionFilter.
import { objectName } from '../../state/evidence';
import type { GatewayRoute } from '../../state/kinds/gatewayRoute';
import type { MeshVirtualService } from '../routes/virtualService';

const istio = 'istio.io/gateway-controller';

/** What it leans on that Istio follows a TCPRoute or a TLSRoute, where the route's status does not say so. */
export function unreportedRouteDoubts(
  route: Pick<MeshVirtualService, 'kind' | 'object'> | undefined,
): readonly string[] {
  if (route?.kind !== 'TCPRoute' && route?.kind !== 'TLSRoute') return [];
  const { reportedBy = [] } = route.object as GatewayRoute;
  return reportedBy.includes(istio)
    ? []
    : [
        `${objectName(
          route.object,
        )} has no status of Istio's: whether Istio reads such routes depends on its version and on that of the Gateway API's definitions.`,
      ];
}
