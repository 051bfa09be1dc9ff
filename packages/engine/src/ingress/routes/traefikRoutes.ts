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
import { indexBy } from '../../state/objectIndex';
import { flagOf } from '../edges/flagOf';
import type { Instance } from '../edges/instances';
import { unclaimedBehindGateways } from './behindGateway';
import { OwnRule, ownRouteReader } from './ownRoutes';
import { hostByMiddlewares } from '../policies/traefikMiddlewares';
import { traefikStaticDoubts } from '../policies/traefikStatic';
import type { RouteReader } from './routeReader';
import { Backed, RuleHolder, traefikSaid } from './traefikBackend';
import { waysOf } from './traefikRule';
import { sharedNameDoubts } from './traefikSharedNames';
import { traefikPort, whyNoBackend, whyNoRule } from './traefikSoundness';
import { traefik } from '../vendors/traefik';
import { watches } from '../edges/watchedNamespaces';
import { proxyHeaderCaveat } from '../dial/proxyHeader';

const provider = '--providers.kubernetescrd';

/** IngressRoutes and IngressRouteTCPs of both groups, and the TraefikServices that they lead to. */
export const traefikRoutes: readonly RouteReader[] = [
  ...[
    traefikRouteKind,
    traefikTcpRoutes,
    formerTraefikRoutes,
    formerTraefikTcpRoutes,
  ].map(direct),
  ownRouteReader<TraefikService>({
    vendor: traefik,
    kind: traefikServices,
    backendsOf: servicesBehind,
    rulesTo: (state, object, service, instance) =>
      object.backends
        .filter(one => isBackend(object, one, service))
        .flatMap(backend =>
          holdersOf(state, object, instance).flatMap(held =>
            rulesOf(state, { ...held, backend, object, service, instance }),
          ),
        ),
    serves: () => true,
  }),
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

type Holder = Pick<TraefikRoute, 'meta'>;

function servicesBehind({
  meta,
  backends,
}: Holder & {
  readonly backends: readonly TraefikBackend[];
}): readonly string[] {
  return backends
    .filter(one => one.kind === 'Service')
    .map(one => `${one.namespace ?? meta.namespace}/${one.name}`);
}

function isBackend(
  { meta }: Holder,
  backend: TraefikBackend,
  service: Service,
): boolean {
  return (
    backend.kind === 'Service' &&
    backend.name === service.meta.name &&
    (backend.namespace ?? meta.namespace) === service.meta.namespace
  );
}

/** Whether an installation reads the routes of a class: that of the field, or of the annotation. */
export function servesRoute(
  { meta, className }: TraefikRoute,
  { pods }: Instance,
): boolean {
  return pods.some(pod => {
    const wanted = flagOf(pod, `${provider}.ingressclass`) ?? '';
    const named =
      className ?? meta.annotations['kubernetes.io/ingress.class'] ?? '';
    return named === wanted || (wanted === '' && named === 'traefik');
  });
}

const routesByService = [traefikRouteKind].map(kind =>
  indexBy(kind, ({ meta, rules }) =>
    rules.flatMap(rule =>
      rule.backends
        .filter(one => one.kind === 'TraefikService')
        .map(one => `${one.namespace ?? meta.namespace}/${one.name}`),
    ),
  ),
);
const servicesByService = indexBy(traefikServices, ({ meta, backends }) =>
  backends
    .filter(one => one.kind === 'TraefikService')
    .map(one => `${one.namespace ?? meta.namespace}/${one.name}`),
);

const servicesByBackend = indexBy(traefikServices, servicesBehind);

/** TraefikServices that lead to a Service, by way of others too. */
function servicesTo(
  state: ClusterState,
  key: string,
): readonly TraefikService[] {
  const found = new Set(state.lookup(servicesByBackend, key));
  // A set goes on with what is added to it on the way.
  for (const { meta } of found) {
    state
      .lookup(servicesByService, `${meta.namespace}/${meta.name}`)
      .forEach(one => found.add(one));
  }
  return [...found];
}

/** The rules that lead to a TraefikService, through others too. */
function holdersOf(
  state: ClusterState,
  { meta }: TraefikService,
  instance: Instance,
  seen: ReadonlySet<string> = new Set(),
): readonly RuleHolder[] {
  const key = `${meta.namespace}/${meta.name}`;
  if (seen.has(key)) return [];
  const named = ({ meta: of }: Holder, one: TraefikBackend) =>
    one.kind === 'TraefikService' &&
    `${one.namespace ?? of.namespace}/${one.name}` === key;
  const own = routesByService
    .flatMap(index => state.lookup(index, key))
    .filter(
      route =>
        servesRoute(route, instance) &&
        watches(state, instance, route, 'own kinds'),
    )
    .flatMap(route =>
      route.rules.flatMap(rule => {
        const leads = getting(rule.backends).some(one => named(route, one));
        return leads ? [{ route, rule }] : [];
      }),
    );
  const through = state.lookup(servicesByService, key).flatMap(one =>
    getting(one.backends)
      .filter(backend => named(one, backend))
      .flatMap(() => holdersOf(state, one, instance, new Set([...seen, key]))),
  );
  return [...own, ...through];
}

/** Those of weight 0 get nothing. */
function getting(
  backends: readonly TraefikBackend[],
): readonly TraefikBackend[] {
  return backends.filter(one => one.weight > 0);
}

/** Such a header is not what a proxy of the mesh takes for the protocol of a port (kubernetes_tcp.go, proxyProtocol). */
function proxied({ object, backend, service }: Backed): readonly string[] {
  return backend.proxyProtocol ? [proxyHeaderCaveat(object, service)] : [];
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
  const doubts = [...sharedNameDoubts(state, one), ...proxied(one)];
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
