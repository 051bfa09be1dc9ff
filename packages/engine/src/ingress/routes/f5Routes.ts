import type { ClusterState } from '../../state/clusterState';
import { evidenceOf, objectName } from '../../state/evidence';
import {
  F5IngressLink,
  f5IngressLinks,
  F5Pool,
  f5TlsProfiles,
  F5TransportServer,
  f5TransportServers,
  F5VirtualServer,
  f5VirtualServers,
} from '../../state/kinds/f5';
import type { Service, ServicePort } from '../../state/kinds/service';
import { indexBy } from '../../state/objectIndex';
import { matchesLabels } from '../../state/selector';
import { carriedProtocol } from '../dial/carriedProtocol';
import { cloudEdge, controllerPods, controllersOf } from '../edges/cloudEdge';
import type { Route } from '../edges/edge';
import { watches } from '../edges/watchedNamespaces';
import { f5Refusals } from './f5Soundness';
import type { RouteReader } from './routeReader';
import { servicePort } from '../dial/servicePort';
import { ServedBackend, settledDial } from '../dial/settledDial';
import { f5Unseen } from '../policies/f5Unseen';
import type { Resolved } from '../dial/setting';
import { BackendProtocol, vendorAsSubject } from '../vendorDescription';
import { readsCustomResources } from '../policies/f5Cis';
import { f5Cis } from '../vendors/f5Cis';

const docs = 'clouddocs.f5.com/containers/latest/userguide/crd';

type F5Route = F5VirtualServer | F5TransportServer | F5IngressLink;

const poolKeys = ({ meta, pools }: F5VirtualServer | F5TransportServer) =>
  pools.map(pool => `${pool.namespace ?? meta.namespace}/${pool.service}`);
const virtualServersByBackend = indexBy(f5VirtualServers, poolKeys);
const transportServersByBackend = indexBy(f5TransportServers, poolKeys);
const linksByNamespace = indexBy(f5IngressLinks, ({ meta }) => [
  meta.namespace,
]);

/** BIG-IP's own objects: hosts and pools, whole connections, and the way to an NGINX controller. */
export const f5Routes: RouteReader = {
  routesTo: (state, service) =>
    leadingTo(state, service)
      .filter(object => f5Refusals(state, object).length === 0)
      .flatMap(object => routesOf(state, object, service)),
  leftOut: (state, service) =>
    leadingTo(state, service).flatMap(object =>
      f5Refusals(state, object).map(why => ({
        object,
        edge: vendorAsSubject(f5Cis),
        why,
      })),
    ),
};

/** The objects that name a Service, and that a controller looks at. */
function leadingTo(state: ClusterState, service: Service): readonly F5Route[] {
  const { namespace, name } = service.meta;
  const key = `${namespace}/${name}`;
  return [
    ...state.lookup(virtualServersByBackend, key),
    ...state.lookup(transportServersByBackend, key),
    ...state
      .lookup(linksByNamespace, namespace)
      .filter(link => matchesLabels(link.selector, service.meta.labels)),
  ].filter(object => isLookedAt(state, object));
}

/** A controller that is told nothing else reads Ingresses; one that runs elsewhere may read anything. */
function isLookedAt(state: ClusterState, object: F5Route): boolean {
  const controllers = controllersOf(state, f5Cis);
  return (
    controllers.length === 0 ||
    controllers.some(
      instance =>
        instance.pods.some(readsCustomResources) &&
        watches(state, instance, object, 'own kinds'),
    )
  );
}

function routesOf(
  state: ClusterState,
  object: F5Route,
  service: Service,
): readonly Route[] {
  switch (object.kind) {
    case 'VirtualServer':
      return httpRoutes(state, object, service);
    case 'TransportServer':
      return streamRoutes(state, object, service);
    default:
      return linkRoutes(state, object, service);
  }
}

function httpRoutes(
  state: ClusterState,
  server: F5VirtualServer,
  service: Service,
): readonly Route[] {
  const tls = tlsOf(state, server);
  const hosts = server.hosts.length > 0 ? server.hosts : [null];
  return poolsTo(server, service).flatMap(({ pool, port }) => {
    const dial = settledDial({
      ...served(state, server, service, port),
      said: {
        ...f5Unseen(service, controllerPods(state, f5Cis)),
        ...(pool.hostRewrite !== undefined && {
          host: {
            effect: pool.hostRewrite,
            by: 'hostRewrite',
            evidence: [
              evidenceOf(server, `${pool.field}.hostRewrite`, pool.hostRewrite),
            ],
            source: `${docs}/virtualserver.html`,
          },
        }),
        backend: tls.backend,
      },
      reasons: [leads(server, pool, service)],
      caveats: [
        ...caveatsOf(state, server),
        ...clusterCaveats(pool),
        ...tls.caveats,
      ],
      ...(tls.unknown && { unknown: true }),
    });
    if (!dial) return [];
    return hosts.map(host => ({
      ...common(server, service, port),
      ref: { ...refOf(server), host, path: pool.path },
      clientTls: server.tlsProfile !== undefined,
      ...(tls.backend.effect.tls === 'client' && { carriesConnections: true }),
      dial,
    }));
  });
}

/** A TLSProfile says who ends and who starts TLS; without one BIG-IP speaks plain HTTP. */
function tlsOf(
  state: ClusterState,
  server: F5VirtualServer,
): {
  readonly backend: Resolved<BackendProtocol>;
  readonly caveats: readonly string[];
  readonly unknown?: boolean;
} {
  const { tlsProfile } = server;
  const resolved = (
    tls: BackendProtocol['tls'],
  ): Resolved<BackendProtocol> => ({
    effect: { protocol: 'http', tls },
    by: 'spec.tlsProfileName',
    evidence: [evidenceOf(server, 'spec.tlsProfileName', tlsProfile)],
    source: `${docs}/tlsprofile.html`,
  });
  if (tlsProfile === undefined) {
    return { backend: resolved('none'), caveats: [] };
  }
  const profile = state.get(f5TlsProfiles, server.meta.namespace, tlsProfile);
  switch (profile?.termination) {
    case 'reencrypt':
      return { backend: resolved('edge'), caveats: [] };
    case 'passthrough':
      return { backend: resolved('client'), caveats: [] };
    case 'edge':
      return { backend: resolved('none'), caveats: [] };
    default:
      return {
        backend: resolved('none'),
        caveats: [
          `TLSProfile ${
            server.meta.namespace
          }/${tlsProfile}, which ${objectName(
            server,
          )} names, could not be read: whether BIG-IP starts TLS towards the pods is not known.`,
        ],
        unknown: true,
      };
  }
}

function streamRoutes(
  state: ClusterState,
  server: F5TransportServer,
  service: Service,
): readonly Route[] {
  if (server.type !== 'tcp') return [];
  return poolsTo(server, service).flatMap(({ pool, port }) =>
    carriedRoute(
      state,
      server,
      service,
      port,
      server.host,
      [leads(server, pool, service)],
      clusterCaveats(pool),
    ),
  );
}

function linkRoutes(
  state: ClusterState,
  link: F5IngressLink,
  service: Service,
): readonly Route[] {
  return service.ports
    .filter(port => port.protocol === 'TCP')
    .flatMap(port =>
      carriedRoute(state, link, service, port, link.host, [
        {
          text: `${objectName(link)} selects ${objectName(
            service,
          )} by its labels.`,
          evidence: [
            evidenceOf(
              link,
              'spec.selector.matchLabels',
              JSON.stringify(link.selector),
            ),
          ],
          source: `${docs}/ingresslink.html`,
        },
      ]),
    );
}

/** A controller for several clusters calls this one by a name that only it knows. */
function clusterCaveats({ cluster }: F5Pool): readonly string[] {
  if (cluster === undefined) return [];
  return [
    `The pool is for the Service of cluster ${cluster}: that this is that cluster is taken for granted.`,
  ];
}

/** Whole connections, as clients make them; TLS of theirs may end here, and another may start. */
function carriedRoute(
  state: ClusterState,
  object: F5TransportServer | F5IngressLink,
  service: Service,
  port: ServicePort,
  host: string | null,
  reasons: ServedBackend['reasons'],
  caveats: readonly string[] = [],
): readonly Route[] {
  const carried = carriedProtocol(service, port);
  const { ends, starts } = object.tls;
  const ended = ends ? 'none' : carried.tls;
  const speech = { ...carried, tls: starts ? ('edge' as const) : ended };
  const dial = settledDial({
    ...served(state, object, service, port),
    said: {
      ...f5Unseen(service, controllerPods(state, f5Cis)),
      backend: {
        effect: speech,
        ...((starts || ends) && { by: 'spec.tls' }),
        evidence: [],
        source: `${docs}/transportserver.html`,
      },
    },
    reasons,
    caveats: [...caveatsOf(state, object), ...caveats],
  });
  if (!dial) return [];
  return [
    {
      ...common(object, service, port),
      ref: { ...refOf(object), host, path: null },
      clientTls: ends || speech.tls === 'client',
      ...(ends ? { takesTlsOff: true } : { carriesConnections: true }),
      dial,
    },
  ];
}

function poolsTo(
  { meta, pools }: F5VirtualServer | F5TransportServer,
  service: Service,
): readonly { readonly pool: F5Pool; readonly port: ServicePort }[] {
  return pools
    .filter(
      pool =>
        pool.service === service.meta.name &&
        (pool.namespace ?? meta.namespace) === service.meta.namespace,
    )
    .flatMap(pool => {
      const port = servicePort(service, pool.port);
      return port ? [{ pool, port }] : [];
    });
}

function served(
  state: ClusterState,
  object: F5Route,
  service: Service,
  port: ServicePort,
) {
  return {
    vendor: f5Cis,
    places: {
      route: object,
      service,
      port,
      pods: controllerPods(state, f5Cis),
    },
    service,
    port,
  };
}

function leads(object: F5Route, pool: F5Pool, service: Service) {
  return {
    text: `${objectName(object)} leads to ${objectName(service)}.`,
    evidence: [evidenceOf(object, `${pool.field}.service`, pool.service)],
    source: docs,
  };
}

function caveatsOf(state: ClusterState, object: F5Route): readonly string[] {
  const scripts = object.scripts.map(
    script =>
      `${objectName(object)} runs ${script} on BIG-IP, which is not analysed.`,
  );
  const unlabelled =
    object.meta.labels.f5cr === 'true'
      ? []
      : [
          `${objectName(
            object,
          )} has no label f5cr: "true", by which the controller knows its objects unless told otherwise: it may serve it not at all.`,
        ];
  const nobody =
    controllerPods(state, f5Cis).length > 0
      ? []
      : [
          'No pod of k8s-bigip-ctlr was found: its flags, which say whether it dials node ports or pods, are not known.',
        ];
  return [...scripts, ...unlabelled, ...nobody];
}

function refOf({ kind, meta }: F5Route) {
  return { kind, namespace: meta.namespace, name: meta.name };
}

function common(object: F5Route, service: Service, port: ServicePort) {
  const { namespace, name } = service.meta;
  return {
    edge: cloudEdge(f5Cis, object.kind, object),
    object,
    backend: { namespace, service: name, port: port.port },
    ...('pools' in object && { services: servicesOf(object) }),
  };
}

function servicesOf({
  meta,
  pools,
}: F5VirtualServer | F5TransportServer): Route['services'] {
  return pools.map(pool => ({
    namespace: pool.namespace ?? meta.namespace,
    name: pool.service,
  }));
}
