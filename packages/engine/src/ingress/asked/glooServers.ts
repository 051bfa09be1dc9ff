// Servers that Gloo's proxies ask about requests: those of its Settings, or of a Gateway in their place, where options
// of routes and virtual hosts have them asked (solo-io/gloo projects/gloo/pkg/plugins/extauth/filter.go).
import type { AskedFor } from '../../posture/servicePosture';
import type { ClusterState } from '../../state/clusterState';
import { evidenceOf } from '../../state/evidence';
import type { GatewayRoute } from '../../state/kinds/gatewayRoute';
import {
  GlooGateway,
  glooGateways,
  GlooOptionObject,
  GlooOptions,
  GlooServer,
  GlooSettings,
  glooSettings,
  glooRouteOptions,
  glooRouteTables,
  GlooUpstream,
  glooVirtualHostOptions,
  GlooVirtualService,
  glooVirtualServices,
} from '../../state/kinds/gloo';
import { httpRoutes } from '../../state/kinds/httpRoute';
import type { Service, ServicePort } from '../../state/kinds/service';
import { indexBy } from '../../state/objectIndex';
import type { Route } from '../edges/edge';
import { Instance, installationsOf } from '../edges/instances';
import { attached, closeness } from '../policies/attached';
import { glooOptionFilter, routeOptionsAt } from '../policies/glooGateway';
import { glooDialled } from '../routes/glooBackend';
import { gatewaysServing, servedByGloo } from '../routes/glooGateways';
import { domainsOf } from '../routes/glooRoutes';
import { portsOf, upstreamsTo } from '../routes/glooUpstreams';
import {
  FoundOptions,
  glooKey,
  virtualHostOptions,
  waysTo,
} from '../routes/glooWays';
import type { RouteReader } from '../routes/routeReader';
import { glooEdge } from '../vendors/glooEdge';
import { AskedAbout, askedRoute, edgeOfInstance } from './askedRoute';
import { Place, placesOfRoutes, placesUnder, reachedBy } from './policyReach';

const source = 'solo-io/gloo projects/gloo/pkg/plugins/extauth/filter.go';

const purposes: Readonly<Record<GlooServer['why'], AskedFor>> = {
  authorization: 'external authorization',
  counting: 'rate limiting',
  processing: 'external processing',
};

type Holder = GlooSettings | GlooGateway;

const refsOf = ({ meta, servers }: Holder) =>
  servers.map(({ upstream }) => glooKey(upstream, meta.namespace));

const settingsByUpstream = indexBy(glooSettings, refsOf);
const gatewaysByUpstream = indexBy(glooGateways, refsOf);

const byFilter = indexBy(httpRoutes, ({ meta, rules }) =>
  rules.flatMap(({ extensions }) =>
    extensions
      .filter(one => one.startsWith(`${glooOptionFilter}/`))
      .map(one => one.replace(glooOptionFilter, meta.namespace)),
  ),
);

/** A Service that Settings, or a Gateway, name by its Upstream. */
interface Asking {
  readonly holder: Holder;
  readonly server: GlooServer;
  readonly upstream: GlooUpstream;
  readonly service: Service;
  readonly port: ServicePort;
  readonly instance: Instance;
}

/** What options ask, at each installation of Gloo. */
export const glooServerAsks: RouteReader = {
  routesTo: (state, service) =>
    state
      .lookup(upstreamsTo, `${service.meta.namespace}/${service.meta.name}`)
      .flatMap(upstream => {
        const key = `${upstream.meta.namespace}/${upstream.meta.name}`;
        const holders: readonly Holder[] = [
          ...state.lookup(settingsByUpstream, key),
          ...state.lookup(gatewaysByUpstream, key),
        ];
        return holders.flatMap(holder =>
          holder.servers
            .filter(one => glooKey(one.upstream, holder.meta.namespace) === key)
            .flatMap(server =>
              portsOf(upstream, service).flatMap(port =>
                installationsOf(state, glooEdge).flatMap(instance =>
                  routesOf(state, {
                    ...{ holder, server, upstream, service, port, instance },
                  }),
                ),
              ),
            ),
        );
      }),
};

function routesOf(state: ClusterState, asking: Asking): readonly Route[] {
  const { holder, server, upstream, service, port, instance } = asking;
  const { why, field, failsOpen } = server;
  const evidence = [evidenceOf(holder, field, server.upstream.name)];
  const { said, caveats } = glooDialled(state, asking);
  const read = { by: field, evidence, source };
  const { name, namespace } = upstream.meta;
  // Envoy calls a cluster's name over gRPC, and hands the client's Host on over HTTP.
  const authority = server.authority ?? `${name}_${namespace}`;
  const isHttp = server.protocol === 'http';
  return usersOf(state, asking).flatMap(about =>
    askedRoute(state, {
      purpose: purposes[why],
      edge: edgeOfInstance(instance),
      instance,
      about,
      service,
      port,
      named: { by: holder, evidence },
      said: {
        ...said,
        host: { effect: isHttp ? null : authority, ...read },
        backend: {
          ...read,
          effect: {
            tls: 'none',
            ...said.backend?.effect,
            protocol: isHttp ? 'http' : 'http2',
          },
        },
      },
      failsOpen,
      source,
      caveats,
    }),
  );
}

function usersOf(state: ClusterState, asking: Asking): readonly AskedAbout[] {
  const { holder, server } = asking;
  // Who processes requests sees those of every listener.
  if (server.why === 'processing') {
    return [{ object: holder, host: null, path: null, clientTls: false }];
  }
  const ofGateways =
    holder.kind === 'Settings'
      ? [
          ...optionsAsking(state, asking, glooRouteOptions),
          ...optionsAsking(state, asking, glooVirtualHostOptions),
        ]
      : [];
  return [
    ...state
      .list(glooVirtualServices)
      .filter(one => isAsked(state, one, asking))
      .flatMap(one =>
        domainsOf(one).map(host => ({
          object: one,
          host,
          path: null,
          clientTls: one.endsTls,
        })),
      ),
    ...ofGateways,
  ];
}

/** Options that have this server asked. */
function asks(
  { auth, counts }: GlooOptions,
  { why, name }: GlooServer,
): boolean {
  if (why === 'counting') return counts;
  return name === undefined
    ? auth === 'default'
    : typeof auth === 'object' && auth.server === name;
}

function isAsked(
  state: ClusterState,
  virtualService: GlooVirtualService,
  { holder, server, instance }: Asking,
): boolean {
  const { served } = servedByGloo(state, virtualService, instance);
  if (!served || !isOfHolder(state, virtualService, holder, instance, server)) {
    return false;
  }
  const ofHost = virtualHostOptions(state, virtualService).options;
  const ways = rulesUnder(state, virtualService);
  return ways.some(ofRule => {
    const all = [...ofRule, ...ofHost];
    return server.why === 'counting'
      ? all.some(one => asks(one.options, server))
      : deciding(all, server) !== undefined;
  });
}

/** Of options that say anything of authorization the first counts: those of the route before its host's. */
function deciding(
  all: readonly FoundOptions[],
  server: GlooServer,
): FoundOptions | undefined {
  const found = all.find(({ options }) => options.auth !== undefined);
  return found && asks(found.options, server) ? found : undefined;
}

/** The options of every rule that requests of a VirtualService get to; its host's alone where it has none. */
function rulesUnder(
  state: ClusterState,
  virtualService: GlooVirtualService,
): readonly (readonly FoundOptions[])[] {
  const own = [virtualService, ...state.list(glooRouteTables)].flatMap(holder =>
    holder.rules.flatMap(rule =>
      waysTo(state, holder, rule)
        .filter(({ root }) => root === virtualService)
        .map(({ options }) => options),
    ),
  );
  return own.length === 0 ? [[]] : own;
}

/** A Gateway's own server takes the place of that of the Settings. */
function isOfHolder(
  state: ClusterState,
  virtualService: GlooVirtualService,
  holder: Holder,
  instance: Instance,
  { why, name }: GlooServer,
): boolean {
  const gateways = gatewaysServing(state, virtualService, instance);
  if (holder.kind === 'Gateway') return gateways.includes(holder);
  const replaced = gateways.filter(({ servers }) =>
    servers.some(one => one.why === why && one.name === name),
  );
  return gateways.length === 0 || replaced.length < gateways.length;
}

/** Options attached to routes and Gateways of the Gateway API, where they are the closest that say anything. */
function optionsAsking(
  state: ClusterState,
  { server, instance }: Asking,
  kind: typeof glooRouteOptions,
): readonly AskedAbout[] {
  return state
    .list(kind)
    .filter(({ options }) => asks(options, server))
    .flatMap(one => {
      const places = [
        ...placesUnder(state, one, glooEdge),
        ...placesOfRoutes(state, filtered(state, one), glooEdge).filter(place =>
          routeOptionsAt(state, place).includes(one),
        ),
      ].filter(
        place =>
          place.instance === instance && isInForce(state, one, place, server),
      );
      return reachedBy(places, place => closeness(one, place)).map(
        ({ about }) => about,
      );
    });
}

/** Routes whose filters name options. */
function filtered(
  state: ClusterState,
  { kind, meta }: GlooOptionObject,
): readonly GatewayRoute[] {
  return kind === glooOptionFilter
    ? state.lookup(byFilter, `${meta.namespace}/${meta.name}`)
    : [];
}

function isInForce(
  state: ClusterState,
  option: GlooOptionObject,
  place: Place,
  { why }: GlooServer,
): boolean {
  if (why === 'counting') return true;
  const all = [
    ...routeOptionsAt(state, place),
    ...attached(state.list(glooVirtualHostOptions), place),
  ];
  return all.find(({ options }) => options.auth !== undefined) === option;
}
