// Services that filter ExternalAuth of an HTTPRoute has a Gateway ask about requests: gateway-api.sigs.k8s.io/geps/gep-1494.
import { referenceAllowed } from '../../mesh';
import type { ClusterState } from '../../state/clusterState';
import { evidenceOf } from '../../state/evidence';
import type { GatewayRoute } from '../../state/kinds/gatewayRoute';
import { httpRoutes } from '../../state/kinds/httpRoute';
import type { Service } from '../../state/kinds/service';
import { indexBy } from '../../state/objectIndex';
import { backendTlsOf } from '../dial/backendTls';
import { servicePort } from '../dial/servicePort';
import type { Route } from '../edges/edge';
import { nginxGatewayFabricPolicies } from '../policies/nginxGatewayFabric';
import type { RouteReader } from '../routes/routeReader';
import { nginxGatewayFabric } from '../vendors/nginxGatewayFabric';
import { askedRoute } from './askedRoute';
import { Place, placesOfRoutes } from './policyReach';

const source =
  'nginx/nginx-gateway-fabric internal/controller/nginx/config/servers.go (external authentication)';

const byBackend = indexBy(httpRoutes, ({ meta, rules }) =>
  rules.flatMap(({ externalAuth }) => {
    if (!externalAuth) return [];
    const { namespace = meta.namespace, name } = externalAuth.backend;
    return [`${namespace}/${name}`];
  }),
);

/** Filters ExternalAuth at Gateways of NGINX Gateway Fabric, which asks over HTTP alone. */
export const externalAuthFilters: RouteReader = {
  routesTo: (state, service) =>
    placesOfRoutes(
      state,
      state.lookup(byBackend, `${service.meta.namespace}/${service.meta.name}`),
      nginxGatewayFabric,
    ).flatMap(place => routesAt(state, place, service)),
};

function routesAt(
  state: ClusterState,
  place: Place,
  service: Service,
): readonly Route[] {
  const { route, rule, host, parent } = place;
  const { protocol, backend } = rule.externalAuth ?? {};
  if (protocol !== 'HTTP' || !backend) return [];
  const { namespace = route.meta.namespace, name } = backend;
  const isThis =
    backend.kind === service.kind &&
    name === service.meta.name &&
    namespace === service.meta.namespace &&
    referenceAllowed(state, fromRoute(route), { namespace, name });
  const port = isThis ? servicePort(service, backend.port) : undefined;
  if (!port) return [];
  const dialled = { ...place, backend, service, port };
  const policies = nginxGatewayFabricPolicies(state, dialled);
  if (policies.drops) return [];
  const started = backendTlsOf(state, dialled);
  const field = `spec.rules[${route.rules.indexOf(
    rule,
  )}].filters[].externalAuth`;
  const evidence = [evidenceOf(route, `${field}.backendRef.name`, name)];
  const read = { by: 'filter ExternalAuth', evidence, source };
  return (rule.matches.length === 0 ? [undefined] : rule.matches).flatMap(
    match =>
      askedRoute(state, {
        purpose: 'external authorization',
        edge: place.edge,
        instance: place.instance,
        about: {
          object: route,
          host,
          path: match?.path?.value ?? null,
          clientTls: parent.listener.tls !== undefined,
        },
        service,
        port,
        named: { by: route, evidence },
        said: {
          ...policies.said,
          host: { effect: null, ...read },
          backend: {
            effect: { protocol: 'http', tls: started ? 'edge' : 'none' },
            ...read,
          },
          ...(started?.policy.hostname !== undefined && {
            sni: started.policy.hostname,
          }),
        },
        source,
        reasons: place.server.reasons,
        caveats: [...(policies.caveats ?? []), ...(started?.caveats ?? [])],
        unknown: policies.unknown ?? started?.refused,
      }),
  );
}

function fromRoute({ kind, meta }: GatewayRoute) {
  return {
    group: httpRoutes.group,
    kind,
    namespace: meta.namespace,
  };
}
