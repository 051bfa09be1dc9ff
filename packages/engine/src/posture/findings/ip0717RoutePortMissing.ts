import { gatewayRoutesByBackend } from '../../ingress/routes/gatewayRoutesByBackend';
import { ingressServers } from '../../ingress/edges/ingressClassOf';
import { ingressesByBackend } from '../../ingress/routes/ingressesByBackend';
import { ingressPort } from '../../ingress/routes/ingressRoutes';
import { evidenceOf, objectName } from '../../state/evidence';
import type { GatewayRoute } from '../../state/kinds/gatewayRoute';
import type { Ingress } from '../../state/kinds/ingress';
import type { Service } from '../../state/kinds/service';
import { findingRule } from '../finding';
import type { ServiceFacts } from '../serviceFacts';

/** An Ingress or a route of the Gateway API names a port that its Service does not have. */
export const ip0717 = findingRule('IP0717', facts => [
  ...ofIngresses(facts),
  ...ofGatewayApi(facts),
]);

function ofIngresses({ state, service }: ServiceFacts) {
  return state.lookup(ingressesByBackend, keyOf(service)).flatMap(ingress =>
    ingress.rules
      .filter(({ backend }) => backend.service === service.meta.name)
      .filter(rule => {
        const servers = ingressServers(state, ingress);
        return (
          servers.length > 0 &&
          servers.every(({ vendor }) => !ingressPort(service, rule, vendor))
        );
      })
      .map(({ backend, field }) =>
        said(
          service,
          ingress,
          backend.port,
          `${field}${field.endsWith('Backend') ? '' : '.backend'}.service.port`,
        ),
      ),
  );
}

function ofGatewayApi({ state, service }: ServiceFacts) {
  return gatewayRoutesByBackend
    .flatMap(index => state.lookup(index, keyOf(service)))
    .flatMap(route =>
      route.rules
        .flatMap(({ backends }) => backends)
        .filter(
          ({ kind, name, namespace = route.meta.namespace, port }) =>
            kind === 'Service' &&
            name === service.meta.name &&
            namespace === service.meta.namespace &&
            !service.ports.some(one => one.port === port),
        )
        .map(({ port }) =>
          said(service, route, port, 'spec.rules[].backendRefs[].port'),
        ),
    );
}

function keyOf({ meta }: Service): string {
  return `${meta.namespace}/${meta.name}`;
}

function said(
  service: Service,
  route: Ingress | GatewayRoute,
  port: number | string | undefined,
  field: string,
) {
  return {
    says: {
      route: objectName(route),
      port: String(port ?? '(none)'),
      service: service.meta.name,
      ports: portsOf(service),
    },
    about: [route],
    evidence: [evidenceOf(route, field, port)],
  };
}

function portsOf({ ports }: Service): string {
  return ports.length === 0
    ? 'none'
    : ports
        .map(({ port, name }) => (name ? `${port} (${name})` : String(port)))
        .join(', ');
}
