import { evidenceOf } from '../state/evidence';
import {
  OpenshiftRoute,
  openshiftRoutes as openshiftRouteKind,
} from '../state/kinds/openshiftRoute';
import type { Service, ServicePort } from '../state/kinds/service';
import { ownRouteReader } from './ownRoutes';
import type { ServedBackend } from './settledDial';
import { byTermination, openshiftRouter } from './vendors/openshiftRouter';

const source =
  'openshift/router images/router/haproxy/conf/haproxy-config.template';

/** Routes of the OpenShift router, but those that OpenShift makes of an Ingress. */
export const openshiftRoutes = ownRouteReader({
  vendor: openshiftRouter,
  kind: openshiftRouteKind,
  backendsOf: ({ meta, services }) =>
    meta.owner?.kind === 'Ingress'
      ? []
      : services.map(({ name }) => `${meta.namespace}/${name}`),
  rulesTo: (_, route, service) =>
    route.services
      .filter(one => one.name === service.meta.name && one.weight > 0)
      .flatMap(one =>
        portsOf(route, service).map(port => ({
          host: route.host,
          path: route.path,
          port,
          clientTls:
            route.termination !== undefined &&
            route.termination.toLowerCase() !== 'passthrough',
          evidence: [evidenceOf(route, `${one.field}.name`, one.name)],
          said: saidOf(route),
        })),
      ),
});

/**
 * The ports of a Service that a Route sends to: those whose endpoints have the number or name that it
 * asks for; all of them where it asks for none.
 */
function portsOf(
  { targetPort }: OpenshiftRoute,
  { ports }: Service,
): readonly ServicePort[] {
  const tcp = ports.filter(port => port.protocol === 'TCP');
  if (targetPort === undefined) return tcp;
  return tcp.filter(port =>
    typeof targetPort === 'number'
      ? port.targetPort === targetPort
      : port.name === targetPort,
  );
}

function saidOf(route: OpenshiftRoute): NonNullable<ServedBackend['said']> {
  const { termination, rewrittenHost } = route;
  const backend =
    termination === undefined ? undefined : byTermination(termination);
  return {
    ...(backend && {
      backend: {
        effect: backend,
        by: 'spec.tls.termination',
        evidence: [evidenceOf(route, 'spec.tls.termination', termination)],
        source,
      },
    }),
    ...(rewrittenHost !== undefined && {
      host: {
        effect: rewrittenHost,
        by: 'spec.httpHeaders',
        evidence: [
          evidenceOf(
            route,
            'spec.httpHeaders.actions.request[Host]',
            rewrittenHost,
          ),
        ],
        source,
      },
    }),
  };
}
