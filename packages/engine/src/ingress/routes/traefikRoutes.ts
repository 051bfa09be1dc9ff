import type { ClusterState } from '../../state/clusterState';
import { evidenceOf } from '../../state/evidence';
import type { KindDefinition } from '../../state/kindDefinition';
import type { Service } from '../../state/kinds/service';
import {
  formerTraefikRoutes,
  formerTraefikTcpRoutes,
  TraefikBackend,
  TraefikRoute,
  traefikRoutes as traefikRouteKind,
  TraefikService,
  traefikServices,
  traefikTcpRoutes,
  traefikUdpRoutes,
} from '../../state/kinds/traefik';
import type { KubeObject } from '../../state/meta';
import { indexBy } from '../../state/objectIndex';
import { unclaimedBehindGateways } from './behindGateway';
import { OwnRule, ownRouteReader } from './ownRoutes';
import { hostByMiddlewares } from '../policies/traefikMiddlewares';
import { traefikStaticDoubts } from '../policies/traefikStatic';
import type { RouteReader } from './routeReader';
import { Backed, tcpTransportOf, traefikSaid } from './traefikBackend';
import { waysOf } from './traefikRule';
import { traefikServiceAt } from './traefikServiceAt';
import {
  holdersOf,
  serviceKinds,
  servicesBehind,
  servicesTo,
  servesRoute,
} from './traefikServiceHolders';
import { sharedNameDoubts } from './traefikSharedNames';
import { traefikPort, whyNoBackend, whyNoRule } from './traefikSoundness';
import { traefik } from '../vendors/traefik';
import { proxyHeaderCaveat } from '../dial/proxyHeader';

/** IngressRoutes and IngressRouteTCPs of both groups, and the TraefikServices that they lead to. */
export const traefikRoutes: readonly RouteReader[] = [
  ...[
    traefikRouteKind,
    traefikTcpRoutes,
    formerTraefikRoutes,
    formerTraefikTcpRoutes,
  ].map(direct),
  ...serviceKinds.map(throughServices),
  datagrams(),
  {
    routesTo: () => [],
    unclaimed: (state, { meta }) =>
      unclaimedBehindGateways(
        state,
        servicesTo(state, `${meta.namespace}/${meta.name}`),
        traefikServices.group,
      ),
  },
];

/** Routes that lead to TraefikServices. */
function throughServices(kind: KindDefinition<TraefikService>): RouteReader {
  return ownRouteReader<TraefikService>({
    vendor: traefik,
    kind,
    backendsOf: servicesBehind,
    rulesTo: (state, object, service, instance) => {
      const { namespace, name } = object.meta;
      const found = traefikServiceAt(state, instance, namespace, name);
      return (found === object ? object.backends : [])
        .filter(one => isBackend(object, one, service))
        .flatMap(backend =>
          holdersOf(state, object, instance).flatMap(held =>
            rulesOf(state, { ...held, backend, object, service, instance }),
          ),
        );
    },
    serves: () => true,
  });
}

/** Routes that name Services themselves. */
function direct(kind: KindDefinition<TraefikRoute>): RouteReader {
  return ownRouteReader<TraefikRoute>({
    vendor: traefik,
    kind,
    backendsOf: backendsOfRoute,
    serves: servesRoute,
    leftOut: (state, route, service, instance) => {
      const why = route.rules
        .filter(rule =>
          rule.backends.some(one => isBackend(route, one, service)),
        )
        .flatMap(rule => whyNoRule(state, { route, rule }, instance) ?? []);
      return [...new Set(why)];
    },
    rulesTo: (state, route, service, instance) =>
      route.rules.flatMap(rule =>
        rule.backends
          .filter(one => isBackend(route, one, service))
          .flatMap(backend =>
            rulesOf(state, {
              route,
              rule,
              backend,
              object: route,
              service,
              instance,
            }),
          ),
      ),
  });
}

/** UDP is nothing that a mesh takes part in. */
function datagrams(): RouteReader {
  const byBackend = indexBy(traefikUdpRoutes, backendsOfRoute);
  return {
    routesTo: () => [],
    unclaimed: (state, { meta }) =>
      state.lookup(byBackend, `${meta.namespace}/${meta.name}`).map(object => ({
        object,
        why: 'over UDP, in which no mesh takes part: it is not judged here.',
      })),
  };
}

function backendsOfRoute({ meta, rules }: TraefikRoute): readonly string[] {
  return rules.flatMap(({ backends }) => servicesBehind({ meta, backends }));
}

function isBackend(
  { meta }: KubeObject,
  backend: TraefikBackend,
  service: Service,
): boolean {
  return (
    backend.kind === 'Service' &&
    backend.name === service.meta.name &&
    (backend.namespace ?? meta.namespace) === service.meta.namespace
  );
}

/**
 * Such a header is not what a proxy of the mesh takes for the protocol of a port; newer versions take the
 * transport's word for it alone (kubernetes_tcp.go, pkg/tcp/dialer.go).
 */
function proxied(state: ClusterState, one: Backed): readonly string[] {
  const { object, backend, service, route } = one;
  if (route.kind !== 'IngressRouteTCP') return [];
  const transport = tcpTransportOf(state, one);
  const asking = backend.proxyProtocol ? object : undefined;
  const by = transport?.proxyProtocol ? transport : asking;
  return by ? [proxyHeaderCaveat(by, service)] : [];
}

function rulesOf(state: ClusterState, one: Backed): readonly OwnRule[] {
  const { route, rule, backend, object, service, instance } = one;
  const port = traefikPort(service, backend);
  if (!port || backend.weight === 0) return [];
  if (whyNoRule(state, one, instance) ?? whyNoBackend(state, one)) return [];
  const middlewares = hostByMiddlewares(state, route.meta.namespace, [
    ...rule.middlewares,
    ...backend.middlewares.map(ref => ({
      namespace: service.meta.namespace,
      ...ref,
    })),
  ]);
  const said = traefikSaid(state, one, port, middlewares.host);
  const doubts = [...sharedNameDoubts(state, one), ...proxied(state, one)];
  return waysOf(rule.match).map(({ host, path, pathIsPattern }) => ({
    holder: route,
    host,
    path,
    pathIsPattern,
    port,
    clientTls: route.tls !== 'none',
    carriesConnections: route.kind === 'IngressRouteTCP',
    evidence: [evidenceOf(object, `${backend.field}.name`, backend.name)],
    said:
      route.tls === 'passthrough' && host !== null
        ? { ...said, sni: host }
        : said,
    caveats: [
      ...middlewares.caveats,
      ...traefikStaticDoubts(state, instance),
      ...doubts,
    ],
    ...(doubts.length > 0 && { unknown: true }),
  }));
}
