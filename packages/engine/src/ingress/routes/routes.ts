import type { ServiceKey } from '../../posture/serviceKey';
import type { ClusterState } from '../../state/clusterState';
import { Service, services } from '../../state/kinds/service';
import { aliasesOf } from './aliases';
import type { Route } from '../edges/edge';
import type { Refusable } from '../../state/kinds/refusal';
import type { LeftOut, Unclaimed } from './routeReader';
import { routeReaders } from './routeReaders';
import { withSocketLb } from '../dial/socketLoadBalancing';

/** The third-party routes that lead to a Service, by its own name or by that of an ExternalName. */
export function routesTo(
  state: ClusterState,
  service: Service,
): readonly Route[] {
  return namesOf(state, service).flatMap(name =>
    routesUnder(state, service, name),
  );
}

/** A Service, and the ExternalName Services that are other names of it. */
export function namesOf(
  state: ClusterState,
  service: Service,
): readonly Service[] {
  return [service, ...aliasesOf(state, service)];
}

/** The third-party routes that lead to a Service by one of its names. */
export function routesUnder(
  state: ClusterState,
  service: Service,
  name: Service,
): readonly Route[] {
  const found = routesByName(state, name);
  return name === service
    ? found
    : found.flatMap(route => followed(route, name, service) ?? []);
}

/** ExternalName Services that routes lead to, while it is not known what becomes of them there. */
export function unfollowedAliases(
  state: ClusterState,
  service: Service,
): readonly Service[] {
  return aliasesOf(state, service).filter(
    alias =>
      routesByName(state, alias).some(
        route => !followed(route, alias, service),
      ) || unclaimedBy(state, alias).length > 0,
  );
}

function routesByName(state: ClusterState, service: Service): readonly Route[] {
  return askAbout(state, service, 'routes to', (now, asked) =>
    routeReaders
      .flatMap(reader => reader.routesTo(now, asked))
      .map(route => withSocketLb(now, route)),
  );
}

/** A route to an alias as one to the Service itself: its name stands for the Service's address. */
function followed(
  route: Route,
  alias: Service,
  service: Service,
): Route | undefined {
  const { externalName } = route.edge.vendor;
  if (externalName === undefined || externalName === 'dropped')
    return undefined;
  const named = alias.ports.find(one => one.port === route.backend.port);
  // A vendor that takes a port that the alias does not list dials that (Traefik's getServicePort).
  const dialled =
    named && !route.dialsName ? named[externalName] : route.backend.port;
  const port = service.ports.find(one => one.port === dialled);
  // The name of a headless Service stands for its pods, whose ports are others.
  if (!port || service.clusterIps.length === 0) return undefined;
  const { namespace, name } = service.meta;
  return {
    ...route,
    backend: { namespace, service: name, port: port.port },
  };
}

/** What names a Service, while it is not known what becomes of it there. */
export function unclaimedBy(
  state: ClusterState,
  service: Service,
): readonly Unclaimed[] {
  return routeReaders.flatMap(
    reader => reader.unclaimed?.(state, service) ?? [],
  );
}

/** Route objects that name a Service, of kinds whose status can say something against them. */
export function objectsNaming(
  state: ClusterState,
  service: Service,
): readonly Refusable[] {
  return askAbout(state, service, 'objects naming', (now, asked) =>
    routeReaders.flatMap(reader => reader.naming?.(now, asked) ?? []),
  );
}

/** What names a Service, and that its own edge makes no route of, by its rules. */
export function leftOutOf(
  state: ClusterState,
  service: Service,
): readonly LeftOut[] {
  return askAbout(state, service, 'left out of routes to', (now, asked) =>
    routeReaders.flatMap(reader => reader.leftOut?.(now, asked) ?? []),
  );
}

// Asked as questions: what changes in the mesh alone leaves the answers as they are, and they take long to find.
function askAbout<T>(
  state: ClusterState,
  service: Service,
  what: string,
  answer: (state: ClusterState, service: Service) => T,
): T {
  const { namespace, name } = service.meta;
  return state.ask({
    key: `${what}|${namespace}/${name}`,
    answer: now => answer(now, now.get(services, namespace, name) ?? service),
    gist: one => one,
  });
}

/** The Services behind every rule of the object that holds a route. */
export function servicesOfRoute(route: Route): readonly ServiceKey[] {
  const { namespace, service } = route.backend;
  return route.services ?? [{ namespace, name: service }];
}
