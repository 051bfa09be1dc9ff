import type { KindDefinition } from '../../state/kindDefinition';
import type { GatewayRoute } from '../../state/kinds/gatewayRoute';
import { grpcRoutes } from '../../state/kinds/grpcRoute';
import { httpRoutes } from '../../state/kinds/httpRoute';
import { tcpRoutes } from '../../state/kinds/tcpRoute';
import { tlsRoutes } from '../../state/kinds/tlsRoute';
import { udpRoutes } from '../../state/kinds/udpRoute';
import { indexBy } from '../../state/objectIndex';

const routeKinds: readonly KindDefinition<GatewayRoute>[] = [
  httpRoutes,
  grpcRoutes,
  tlsRoutes,
  tcpRoutes,
  udpRoutes,
];

/** Routes of the Gateway API by the "namespace/name" of each Service they lead to, or copy requests to. */
export const gatewayRoutesByBackend = routeKinds.map(kind =>
  indexBy(kind, ({ meta, rules }) =>
    rules
      .flatMap(rule => [...rule.backends, ...rule.mirrors])
      .map(one => `${one.namespace ?? meta.namespace}/${one.name}`),
  ),
);
