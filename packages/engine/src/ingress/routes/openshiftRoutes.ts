import { evidenceOf } from '../../state/evidence';
import {
  OpenshiftRoute,
  openshiftRoutes as openshiftRouteKind,
} from '../../state/kinds/openshiftRoute';
import { routeControllers } from './f5OpenshiftRoutes';
import { backendSaid, endsTls, portsOf } from './openshiftPorts';
import { ownRouteReader } from './ownRoutes';
import type { RouteReader } from './routeReader';
import type { ServedBackend } from '../dial/settledDial';
import { openshiftRouter } from '../vendors/openshiftRouter';

const source =
  'openshift/router images/router/haproxy/conf/haproxy-config.template';

const atRouter = ownRouteReader({
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
          clientTls: endsTls(route),
          evidence: [evidenceOf(route, `${one.field}.name`, one.name)],
          said: saidOf(route),
        })),
      ),
});

/** Routes of the OpenShift router, but those that OpenShift makes of an Ingress. */
export const openshiftRoutes: RouteReader = {
  ...atRouter,
  // Where the router is not seen, BIG-IP may be what serves them.
  unclaimed: (state, service) =>
    routeControllers(state).length > 0
      ? []
      : atRouter.unclaimed?.(state, service) ?? [],
};

function saidOf(route: OpenshiftRoute): NonNullable<ServedBackend['said']> {
  const { rewrittenHost } = route;
  const backend = backendSaid(route);
  return {
    ...(backend && { backend }),
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
