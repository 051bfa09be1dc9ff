// Routes of streams whose parent is a Service: sidecars follow them (istio pilot/pkg/config/kube/gateway/
// route_collections.go); what they say is not worked out here, that they are there is said.
import type { ClusterState } from '../../state/clusterState';
import { objectName } from '../../state/evidence';
import type { GatewayRoute } from '../../state/kinds/gatewayRoute';
import { tcpRoutes } from '../../state/kinds/tcpRoute';
import { tlsRoutes } from '../../state/kinds/tlsRoute';
import { indexBy } from '../../state/objectIndex';
import { isService } from './meshRoutes';
import type { MeshService } from '../registry/registry';

const byService = [tcpRoutes, tlsRoutes].map(kind =>
  indexBy(kind, ({ meta, parents }: GatewayRoute) =>
    parents
      .filter(isService)
      .map(one => `${one.namespace ?? meta.namespace}/${one.name}`),
  ),
);

/** What an answer leans on that takes a sidecar's connection to go where it is addressed. */
export function streamRouteDoubts(
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
        )} may send connections to ${name} elsewhere; such routes inside the mesh are not followed.`,
    );
}
