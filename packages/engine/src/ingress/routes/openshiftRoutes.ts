import { readyEndpoints } from '../../mesh';
import type { ClusterState } from '../../state/clusterState';
import {
  annotationEvidence,
  evidenceOf,
  objectName,
} from '../../state/evidence';
import {
  OpenshiftRoute,
  openshiftRoutes as openshiftRouteKind,
} from '../../state/kinds/openshiftRoute';
import { routeControllers } from './f5OpenshiftRoutes';
import { backendSaid, endsTls, portsOf } from './openshiftPorts';
import type { Service } from '../../state/kinds/service';
import { OwnRule, ownRouteReader } from './ownRoutes';
import type { RouteReader } from './routeReader';
import { openshiftRouter, routerName } from '../vendors/openshiftRouter';

type Settled = Pick<OwnRule, 'said' | 'caveats' | 'unknown'>;

const source =
  'openshift/router images/router/haproxy/conf/haproxy-config.template';

const atRouter = ownRouteReader({
  vendor: openshiftRouter,
  kind: openshiftRouteKind,
  backendsOf: ({ meta, services }) =>
    meta.owner?.kind === 'Ingress'
      ? []
      : services.map(({ name }) => `${meta.namespace}/${name}`),
  serves: ({ routers }, instance) => {
    const name = routerName(instance);
    return routers.length === 0 || name === undefined || routers.includes(name);
  },
  rulesTo: (state, route, service) =>
    route.services
      .filter(one => one.name === service.meta.name && one.weight > 0)
      .flatMap(one =>
        portsOf(state, route, service).map(port => ({
          host: route.host,
          path: route.path,
          port,
          clientTls: endsTls(route),
          evidence: [evidenceOf(route, `${one.field}.name`, one.name)],
          ...saidOf(state, route, service),
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

/** What it says of the Host, of TLS, and of a Service that was put to sleep. */
function saidOf(
  state: ClusterState,
  route: OpenshiftRoute,
  service: Service,
): Settled {
  const backend = backendSaid(route);
  const parts = [hostSaid(route), idledSaid(state, service)];
  return {
    said: Object.assign(
      {},
      ...parts.map(part => part.said),
      backend && { backend },
    ) as OwnRule['said'],
    caveats: parts.flatMap(part => part.caveats ?? []),
    unknown: parts.some(part => part.unknown),
  };
}

/** The Host that an action sets: one that HAProxy makes of the request is not known here. */
function hostSaid(route: OpenshiftRoute): Settled {
  const { rewrittenHost } = route;
  if (rewrittenHost === undefined) return {};
  const field = 'spec.httpHeaders.actions.request[Host]';
  if (rewrittenHost === null || rewrittenHost.includes('%[')) {
    const what =
      rewrittenHost === null
        ? 'takes the Host away'
        : `makes the Host of ${rewrittenHost}`;
    return {
      caveats: [
        `${objectName(route)} ${what} (${field}): what is sent is not known.`,
      ],
      unknown: true,
    };
  }
  return {
    said: {
      host: {
        effect: rewrittenHost,
        by: 'spec.httpHeaders',
        evidence: [evidenceOf(route, field, rewrittenHost)],
        source,
      },
    },
  };
}

const idledAt = 'idling.alpha.openshift.io/idled-at';

/** A Service that was put to sleep is dialled by its address, which wakes its pods. */
function idledSaid(state: ClusterState, service: Service): Settled {
  const since = service.meta.annotations[idledAt] as string | undefined;
  const isAwake = service.ports.some(
    ({ port }) => readyEndpoints(state, service, port).length > 0,
  );
  if (!since || isAwake || service.headless) return {};
  return {
    said: {
      addressing: {
        effect: 'service-vip',
        by: idledAt,
        evidence: [annotationEvidence(service, idledAt)],
        source:
          'openshift/router pkg/router/template/plugin.go (serviceIsIdled)',
      },
    },
    caveats: [
      `${objectName(
        service,
      )} was put to sleep: a request wakes its pods, and what they accept is not known before.`,
    ],
    unknown: true,
  };
}
