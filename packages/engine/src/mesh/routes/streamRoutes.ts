// Routes of streams whose parent is a Service (istio pilot/pkg/config/kube/gateway/route_collections.go), and what is
// less than proven of them.
import type { ClusterState } from '../../state/clusterState';
import { objectName } from '../../state/evidence';
import type { GatewayRoute } from '../../state/kinds/gatewayRoute';
import { tcpRoutes } from '../../state/kinds/tcpRoute';
import { tlsRoutes } from '../../state/kinds/tlsRoute';
import { indexBy } from '../../state/objectIndex';
import { isService } from './meshRoutes';
import type { MeshService } from '../registry/registry';
import type { MeshVirtualService } from './virtualService';

const byService = [tcpRoutes, tlsRoutes].map(kind =>
  indexBy(kind, ({ meta, parents }: GatewayRoute) =>
    parents
      .filter(isService)
      .map(one => `${one.namespace ?? meta.namespace}/${one.name}`),
  ),
);

/** What an answer leans on for which a sidecar follows such a route. */
export function streamRouteDoubts(
  route: Pick<MeshVirtualService, 'kind' | 'object'> | undefined,
): readonly string[] {
  if (route?.kind !== 'TCPRoute' && route?.kind !== 'TLSRoute') return [];
  return [
    `${objectName(
      route.object,
    )} is followed: that Istio reads such routes depends on its version and on that of the Gateway API's definitions (pkg/kube/kclient/crdwatcher.go minimumVersionFilter).`,
  ];
}

/** What an answer leans on that takes a waypoint to send a connection where it is addressed. */
export function waypointStreamDoubts(
  state: ClusterState,
  { origin, namespace, name }: MeshService,
): readonly string[] {
  if (origin !== 'Service') return [];
  return byService
    .flatMap(index => state.lookup(index, `${namespace}/${name}`))
    .map(
      route =>
        `${objectName(
          route,
        )} may send connections to ${name} elsewhere; such routes are not followed at waypoints.`,
    );
}
