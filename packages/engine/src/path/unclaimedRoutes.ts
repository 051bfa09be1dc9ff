import { ingressServer } from '../ingress/ingressClassOf';
import { ingressesByBackend } from '../ingress/ingressesByBackend';
import { routesTo } from '../ingress/routes';
import { gatewayRoutesTo, isIstiosGateway } from '../mesh';
import type { ClusterState } from '../state/clusterState';
import { objectName } from '../state/evidence';
import { gateways } from '../state/kinds/gateway';
import type { GatewayRoute } from '../state/kinds/gatewayRoute';
import type { KindDefinition } from '../state/kindDefinition';
import { grpcRoutes } from '../state/kinds/grpcRoute';
import { httpRoutes } from '../state/kinds/httpRoute';
import type { Ingress } from '../state/kinds/ingress';
import { Service, services } from '../state/kinds/service';
import { tcpRoutes } from '../state/kinds/tcpRoute';
import { tlsRoutes } from '../state/kinds/tlsRoute';
import { indexBy } from '../state/objectIndex';
import { servicesOfPod } from './entrance';

const gatewayRoutesByBackend = [
  httpRoutes,
  grpcRoutes,
  tlsRoutes,
  tcpRoutes,
].map((kind: KindDefinition<GatewayRoute>) =>
  indexBy(kind, ({ meta, rules }) =>
    rules.flatMap(rule =>
      rule.backends.map(
        backend => `${backend.namespace ?? meta.namespace}/${backend.name}`,
      ),
    ),
  ),
);

const clusterName =
  /^([a-z0-9-]+)\.([a-z0-9-]+)(?:\.svc(?:\.cluster\.local)?)?\.?$/;

/** ExternalName Services by the "namespace/name" of the Service that they are another name of. */
const aliasesOf = indexBy(services, service => {
  const found = clusterName.exec(service.externalName ?? '');
  return found ? [`${found[2]}/${found[1]}`] : [];
});

/**
 * Routes that may lead to a Service and that nobody we know serves: there may be a path, and what is
 * on its wire is not known. One sentence each; a service with any of them is never all clear.
 */
export function unclaimedRoutes(
  state: ClusterState,
  service: Service,
): readonly string[] {
  const { namespace, name } = service.meta;
  const sentences = [service, ...gatewaysBefore(state, service)].flatMap(one =>
    naming(state, one),
  );
  const aliases = state
    .lookup(aliasesOf, `${namespace}/${name}`)
    .filter(
      alias =>
        routesTo(state, alias).length > 0 || naming(state, alias).length > 0,
    )
    .map(
      alias =>
        `${objectName(
          alias,
        )} is another name of ${name}, and routes lead to it: what arrives by that name could not be worked out.`,
    );
  return [...new Set([...sentences, ...aliases])];
}

/** What names one Service itself. */
function naming(state: ClusterState, service: Service): readonly string[] {
  const { namespace, name } = service.meta;
  const key = `${namespace}/${name}`;
  const ofIngress = state
    .lookup(ingressesByBackend, key)
    .filter(ingress => !ingressServer(state, ingress))
    .map(ingress => ingressSentence(ingress, name));
  const ofGatewayApi = gatewayRoutesByBackend
    .flatMap(index => state.lookup(index, key))
    .flatMap(route => foreignGateways(state, route))
    .map(({ route, className }) => gatewaySentence(route, className, name));
  return [...ofIngress, ...ofGatewayApi];
}

/** Services of the Istio gateways that lead to a Service: what reaches them goes on to it. */
function gatewaysBefore(
  state: ClusterState,
  { meta: { namespace, name } }: Service,
): readonly Service[] {
  const before = gatewayRoutesTo(state, namespace, name)
    .flatMap(route => route.pods)
    .flatMap(pod => servicesOfPod(state, pod));
  return [...new Set(before)];
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
