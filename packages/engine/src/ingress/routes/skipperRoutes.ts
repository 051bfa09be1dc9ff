import { evidenceOf, objectName } from '../../state/evidence';
import {
  RouteGroup,
  RouteGroupBackend,
  RouteGroupRoute,
  routeGroups,
} from '../../state/kinds/skipperRouteGroup';
import type { Service } from '../../state/kinds/service';
import { eachHost, OwnRule, ownRouteReader } from './ownRoutes';
import { servicePort } from '../dial/servicePort';
import { parseServiceUrl, spokenTo } from './serviceUrl';
import type { ServedBackend } from '../dial/settledDial';
import { hostOfFilters, skipper } from '../vendors/skipper';

const source = 'zalando/skipper dataclients/kubernetes/routegroup.go';

/** RouteGroups. They dial pods, whatever -kubernetes-force-service says. */
export const skipperRoutes = ownRouteReader({
  vendor: skipper,
  kind: routeGroups,
  backendsOf: group => group.backends.flatMap(one => keyOf(group, one) ?? []),
  serves: ({ meta }, { className }) => {
    const wanted = meta.annotations['zalando.org/routegroup.class'];
    return !wanted || wanted === (className || 'skipper');
  },
  rulesTo: (_, group, service) =>
    routesOf(group).flatMap(route => rulesOf(group, route, service)),
});

/** "namespace/name" of the Service that a backend names. */
function keyOf(
  { meta: { namespace } }: RouteGroup,
  backend: RouteGroupBackend,
): string | undefined {
  return 'url' in backend
    ? parseServiceUrl(backend.url, namespace)?.key
    : `${namespace}/${backend.service}`;
}

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
  const list = byDefault ? 'spec.defaultBackends' : `${route.field}.backends`;
  const { namespace, name } = service.meta;
  return group.backends
    .filter(
      one =>
        named.includes(one.name) &&
        keyOf(group, one) === `${namespace}/${name}`,
    )
    .flatMap(backend => {
      const dialled = dialOf(group, backend, service);
      return dialled ? [{ backend, ...dialled }] : [];
    })
    .flatMap(({ backend, port, said }) =>
      eachHost(group.hosts).map(host => ({
        host,
        path: route.path,
        port,
        clientTls: false,
        evidence: [evidenceOf(group, `${list}[].backendName`, backend.name)],
        said: { ...said, ...hostOf(group, route) },
      })),
    );
}

/** A Service's pods, or what a URL names. */
function dialOf(
  { meta: { namespace } }: RouteGroup,
  backend: RouteGroupBackend,
  service: Service,
): Pick<OwnRule, 'port' | 'said'> | undefined {
  if (!('url' in backend)) {
    // Services of another type make a RouteGroup invalid (getBackendService).
    if (service.type !== 'ClusterIP') return undefined;
    const port = servicePort(service, backend.port);
    const addressing = { effect: 'pod-ip', evidence: [], source } as const;
    return port && { port, said: { addressing } };
  }
  const url = parseServiceUrl(backend.url, namespace);
  const port = url && servicePort(service, url.port);
  if (!port) return undefined;
  const settled = { by: `backend ${backend.name}`, evidence: [], source };
  return {
    port,
    said: {
      addressing: { effect: 'service-vip', ...settled },
      host: { effect: url.host, ...settled },
      backend: { effect: spokenTo(url, service, port), ...settled },
    },
  };
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
