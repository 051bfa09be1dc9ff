import { evidenceOf, objectName } from '../state/evidence';
import {
  RouteGroup,
  RouteGroupRoute,
  routeGroups,
} from '../state/kinds/skipperRouteGroup';
import type { Service } from '../state/kinds/service';
import { eachHost, OwnRule, ownRouteReader } from './ownRoutes';
import { servicePort } from './servicePort';
import type { ServedBackend } from './settledDial';
import { hostOfFilters, skipper } from './vendors/skipper';

const source = 'zalando/skipper dataclients/kubernetes/routegroup.go';

/** RouteGroups. They dial pods, whatever -kubernetes-force-service says. */
export const skipperRoutes = ownRouteReader({
  vendor: skipper,
  kind: routeGroups,
  backendsOf: ({ meta, backends }) =>
    backends.map(({ service }) => `${meta.namespace}/${service}`),
  rulesTo: (_, group, service) =>
    // Services of another type make a RouteGroup invalid (getBackendService).
    service.type === 'ClusterIP'
      ? routesOf(group).flatMap(route => rulesOf(group, route, service))
      : [],
});

/** A group without routes sends everything to its default backends. */
function routesOf(group: RouteGroup): readonly RouteGroupRoute[] {
  if (group.routes.length > 0) return group.routes;
  return [{ path: null, backends: [], filters: [], field: 'spec' }];
}

function rulesOf(
  group: RouteGroup,
  route: RouteGroupRoute,
  service: Service,
): readonly OwnRule[] {
  const byDefault = route.backends.length === 0;
  const named = byDefault ? group.defaultBackends : route.backends;
  const backend = group.backends.find(
    one => one.service === service.meta.name && named.includes(one.name),
  );
  const port = backend && servicePort(service, backend.port);
  if (!backend || !port) return [];
  const list = byDefault ? 'spec.defaultBackends' : `${route.field}.backends`;
  return eachHost(group.hosts).map(host => ({
    host,
    path: route.path,
    port,
    clientTls: false,
    evidence: [evidenceOf(group, `${list}[].backendName`, backend.name)],
    said: {
      addressing: { effect: 'pod-ip', evidence: [], source },
      ...hostOf(group, route),
    },
  }));
}

function hostOf(
  group: RouteGroup,
  { filters, field }: RouteGroupRoute,
): Pick<NonNullable<ServedBackend['said']>, 'host'> {
  const written = filters.join(' -> ');
  const effect = hostOfFilters(written);
  if (effect === undefined) return {};
  return {
    host: {
      effect,
      by: `a filter of ${objectName(group)}`,
      evidence: [evidenceOf(group, `${field}.filters`, written)],
      source,
    },
  };
}
