import { ingressServer } from '../ingress/ingressClassOf';
import { ingressesByBackend } from '../ingress/ingressRoutes';
import { isIstiosGateway } from '../mesh';
import type { ClusterState } from '../state/clusterState';
import { derive, groupBy } from '../state/derived';
import { objectName } from '../state/evidence';
import { gateways } from '../state/kinds/gateway';
import type { GatewayRoute } from '../state/kinds/gatewayRoute';
import { grpcRoutes } from '../state/kinds/grpcRoute';
import { httpRoutes } from '../state/kinds/httpRoute';
import type { Ingress } from '../state/kinds/ingress';
import type { Service } from '../state/kinds/service';
import { tcpRoutes } from '../state/kinds/tcpRoute';
import { tlsRoutes } from '../state/kinds/tlsRoute';

const routeKinds = [httpRoutes, grpcRoutes, tlsRoutes, tcpRoutes];

const gatewayRoutesByBackend = derive(routeKinds, state =>
  groupBy(
    routeKinds.flatMap((kind): readonly GatewayRoute[] => state.list(kind)),
    ({ meta, rules }) =>
      new Set(
        rules.flatMap(rule =>
          rule.backends.map(
            backend => `${backend.namespace ?? meta.namespace}/${backend.name}`,
          ),
        ),
      ),
  ),
);

/**
 * Routes that name a Service and are served by nobody we know: there may be a path, and what is on
 * its wire is not known. One sentence each; a service with any of them is never all clear.
 */
export function unclaimedRoutes(
  state: ClusterState,
  service: Service,
): readonly string[] {
  const { namespace, name } = service.meta;
  const key = `${namespace}/${name}`;
  const ofIngress = (state.read(ingressesByBackend).get(key) ?? [])
    .filter(ingress => !ingressServer(state, ingress))
    .map(ingress => ingressSentence(ingress, name));
  const ofGatewayApi = (state.read(gatewayRoutesByBackend).get(key) ?? [])
    .flatMap(route => foreignGateways(state, route))
    .map(({ route, className }) => gatewaySentence(route, className, name));
  return [...new Set([...ofIngress, ...ofGatewayApi])];
}

function foreignGateways(state: ClusterState, route: GatewayRoute) {
  return route.parents.flatMap(parent => {
    if (parent.kind !== 'Gateway') return [];
    const namespace = parent.namespace ?? route.meta.namespace;
    const gateway = state.get(gateways, namespace, parent.name);
    if (!gateway || isIstiosGateway(state, gateway)) return [];
    return [{ route, className: gateway.className }];
  });
}

function ingressSentence(ingress: Ingress, service: string): string {
  const className =
    ingress.meta.annotations['kubernetes.io/ingress.class'] ??
    ingress.className;
  const whose =
    className === undefined
      ? 'names no class, and there is no default one'
      : `is of class ${className}, whose controller is not known here`;
  return `${objectName(
    ingress,
  )} leads to ${service} and ${whose}: what its controller sends, if one serves it, could not be worked out.`;
}

function gatewaySentence(
  route: GatewayRoute,
  className: string,
  service: string,
): string {
  return `${objectName(
    route,
  )} leads to ${service} through a Gateway of class ${className}, whose controller is not known here: what it sends could not be worked out.`;
}
