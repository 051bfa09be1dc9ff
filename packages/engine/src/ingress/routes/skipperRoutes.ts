import type { ClusterState } from '../../state/clusterState';
import { evidenceOf, objectName } from '../../state/evidence';
import {
  RouteGroup,
  RouteGroupBackend,
  RouteGroupRoute,
  routeGroups,
} from '../../state/kinds/skipperRouteGroup';
import { Service, ServicePort, services } from '../../state/kinds/service';
import { eachHost, OwnRule, ownRouteReader } from './ownRoutes';
import { servicePort } from '../dial/servicePort';
import { parseServiceUrl, spokenTo } from './serviceUrl';
import type { Resolved } from '../dial/setting';
import { indexBy } from '../../state/objectIndex';
import type { Instance } from '../edges/instances';
import { flagOf } from '../edges/flagOf';
import { matchesPattern } from '../edges/namePattern';
import { keepsHost } from '../policies/skipper';
import { skipperDoubts, withDefaultFilters } from '../policies/skipperDefaults';
import {
  hostByFilters,
  isAnsweredByFilter,
  isFilter,
  skippersOwnHost,
} from '../policies/skipperFilters';
import type { HostSent } from '../vendorDescription';
import { skipper } from '../vendors/skipper';

const source = 'zalando/skipper dataclients/kubernetes/routegroup.go';

/** RouteGroups. They dial pods, whatever -kubernetes-force-service says. */
export const skipperRoutes = ownRouteReader({
  vendor: skipper,
  kind: routeGroups,
  backendsOf: servicesOf,
  serves: servesGroup,
  rulesTo: (state, group, service, instance) =>
    whyInvalid(group) === undefined
      ? routesOf(group).flatMap(route =>
          rulesOf(state, group, route, service, instance),
        )
      : [],
  leftOut: (state, group) => {
    const whole = whyInvalid(group);
    if (whole !== undefined) return [whole];
    return routesOf(group).flatMap(route => {
      const broken = brokenBackend(state, group, route);
      return broken
        ? [
            `backend ${broken.name} of a route is no port of a Service of type ClusterIP, and the whole route is left out`,
          ]
        : [];
    });
  },
});

const classFlag = '-kubernetes-routegroup-class';

/** Whether an installation reads the groups of a class (clusterclient.go, LoadRouteGroups). */
export function servesGroup({ meta }: RouteGroup, { pods }: Instance): boolean {
  const wanted = meta.annotations['zalando.org/routegroup.class'];
  const told = pods.map(pod => flagOf(pod, classFlag)).find(Boolean);
  return !wanted || matchesPattern(told ?? 'skipper', wanted);
}

/** Why a whole group is none (RouteGroupSpec.validate, definitions/routegroupvalidator.go). */
function whyInvalid({
  routes,
  defaultBackends,
}: RouteGroup): string | undefined {
  const leadsNowhere =
    defaultBackends.length === 0 &&
    routes.some(({ backends }) => backends.length === 0);
  if (leadsNowhere) {
    return 'one of its routes has no backend, and the group has no default one';
  }
  const broken = routes
    .flatMap(({ filters }) => filters)
    .find(one => !isFilter(one));
  return broken === undefined
    ? undefined
    : `${broken} in one of its routes is not one filter`;
}

/** The filters of a route, with those that flags give to every one. */
function filtersOf({ filters }: RouteGroupRoute, instance: Instance): string {
  return withDefaultFilters(instance, filters.join(' -> '));
}

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
  state: ClusterState,
  group: RouteGroup,
  route: RouteGroupRoute,
  service: Service,
  instance: Instance,
): readonly OwnRule[] {
  const written = filtersOf(route, instance);
  if (isAnsweredByFilter(written) || brokenBackend(state, group, route)) {
    return [];
  }
  const { namespace, name } = service.meta;
  const list =
    route.backends.length === 0
      ? 'spec.defaultBackends'
      : `${route.field}.backends`;
  return backendsOf(group, route)
    .filter(one => keyOf(group, one) === `${namespace}/${name}`)
    .flatMap(backend => {
      const dialled = dialOf(group, route, backend, service, instance);
      return dialled ? [{ backend, ...dialled }] : [];
    })
    .flatMap(({ backend, port, said }) =>
      eachHost(group.hosts).map(host => ({
        host,
        path: route.path,
        port,
        clientTls: false,
        ...('url' in backend && { dialsName: true }),
        evidence: [evidenceOf(group, `${list}[].backendName`, backend.name)],
        said,
        ...doubted(skipperDoubts(instance), [
          ...hostDoubts(group, written),
          ...('url' in backend
            ? portDoubts(service, port)
            : protocolDoubts(state, group, service, port, instance)),
        ]),
      })),
    );
}

/** The backends of a route that get requests: where any has a weight, those without get none. */
function backendsOf(
  group: RouteGroup,
  { backends }: RouteGroupRoute,
): readonly RouteGroupBackend[] {
  const named = backends.length === 0 ? group.defaultBackends : backends;
  const weighted = named.some(({ weight }) => weight > 0);
  const getting = named.filter(({ weight }) => !weighted || weight > 0);
  return group.backends.filter(one =>
    getting.some(({ name }) => name === one.name),
  );
}

/** A backend because of which Skipper leaves out a route, whatever its weight (transformExplicitGroupRoute). */
function brokenBackend(
  state: ClusterState,
  group: RouteGroup,
  { backends }: RouteGroupRoute,
): RouteGroupBackend | undefined {
  const named = backends.length === 0 ? group.defaultBackends : backends;
  return group.backends.find(one => {
    if ('url' in one || !named.some(({ name }) => name === one.name)) {
      return false;
    }
    const service = state.get(services, group.meta.namespace, one.service);
    return (
      service?.type !== 'ClusterIP' ||
      servicePort(service, one.port) === undefined
    );
  });
}

/** What could be otherwise, and what nobody can know. */
function doubted(
  caveats: readonly string[],
  unknowns: readonly string[],
): Pick<OwnRule, 'caveats' | 'unknown'> {
  return {
    caveats: [...caveats, ...unknowns],
    ...(unknowns.length > 0 && { unknown: true }),
  };
}

function hostDoubts(group: RouteGroup, written: string): readonly string[] {
  if (hostByFilters(written).kind !== 'from request') return [];
  return [
    `A filter of ${objectName(
      group,
    )} makes the Host from the request: which one is sent is not known.`,
  ];
}

const protocolAnnotation = 'zalando.org/skipper-backend-protocol';
const byService = indexBy(routeGroups, servicesOf);

function servicesOf(group: RouteGroup): readonly string[] {
  return group.backends.flatMap(one => keyOf(group, one) ?? []);
}

/** Groups share what the first of them made of the target port of a Service, its protocol too (clusterstate.go). */
function protocolDoubts(
  state: ClusterState,
  group: RouteGroup,
  service: Service,
  port: ServicePort,
  instance: Instance,
): readonly string[] {
  const { namespace, name } = service.meta;
  const protocolOf = ({ meta }: RouteGroup) =>
    (meta.annotations[protocolAnnotation] as string | undefined) ?? 'http';
  const [other] = state
    .lookup(byService, `${namespace}/${name}`)
    .filter(
      one =>
        servesGroup(one, instance) &&
        protocolOf(one) !== protocolOf(group) &&
        one.backends.some(
          backend =>
            !('url' in backend) &&
            backend.service === name &&
            servicePort(service, backend.port)?.targetPort === port.targetPort,
        ),
    );
  if (!other) return [];
  return [
    `${objectName(
      other,
    )} leads to the same port with another ${protocolAnnotation}: Skipper speaks to it as whichever group it reads first asks.`,
  ];
}

/** The name of a headless Service is its pods', and they are dialled at the port of the URL. */
function portDoubts(service: Service, port: ServicePort): readonly string[] {
  const isHeadless =
    service.type !== 'ExternalName' && service.clusterIps.length === 0;
  if (!isHeadless || port.targetPort === port.port) return [];
  return [
    `${objectName(service)} is headless: its pods are dialled at port ${
      port.port
    }, where they may not listen.`,
  ];
}

/** A Service's pods, or what a URL names. */
function dialOf(
  group: RouteGroup,
  route: RouteGroupRoute,
  backend: RouteGroupBackend,
  service: Service,
  instance: Instance,
): Pick<OwnRule, 'port' | 'said'> | undefined {
  if (!('url' in backend)) {
    // Services of another type make a RouteGroup invalid (getBackendService).
    if (service.type !== 'ClusterIP') return undefined;
    const port = servicePort(service, backend.port);
    const addressing = { effect: 'pod-ip', evidence: [], source } as const;
    const host = filteredHost(group, route, instance);
    return port && { port, said: { addressing, ...(host && { host }) } };
  }
  const url = parseServiceUrl(backend.url, group.meta.namespace);
  const port = url && servicePort(service, url.port);
  if (!port) return undefined;
  const settled = { by: `backend ${backend.name}`, evidence: [], source };
  const unfiltered = keepsHost(instance) ? null : url.host;
  return {
    port,
    said: {
      addressing: { effect: 'service-vip', ...settled },
      host: filteredHost(group, route, instance, url.host) ?? {
        effect: unfiltered,
        ...settled,
      },
      backend: { effect: spokenTo(url, service, port), ...settled },
      sni: url.host,
    },
  };
}

/** The Host that filters send; told not to keep the client's, they send that of the backend. */
function filteredHost(
  group: RouteGroup,
  route: RouteGroupRoute,
  instance: Instance,
  ofBackend: HostSent = skippersOwnHost,
): Resolved<HostSent> | undefined {
  const written = filtersOf(route, instance);
  const found = hostByFilters(written);
  if (found.kind !== 'sent') return undefined;
  return {
    effect: found.host === skippersOwnHost ? ofBackend : found.host,
    by: `a filter of ${objectName(group)}`,
    evidence: [evidenceOf(group, `${route.field}.filters`, written)],
    source,
  };
}
