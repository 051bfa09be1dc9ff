import { defineKind, KindDefinition } from '../kindDefinition';
import { KubeObject } from '../meta';
import { at, flag, items, labels, text, texts, whole } from '../read';

const group = 'traefik.io';
/** Group of Traefik 2, which 2.11 still reads. */
const formerGroup = 'traefik.containo.us';
const versions = ['v1alpha1'];

/** What a rule of an IngressRoute, or a TraefikService, sends requests to. */
export interface TraefikBackend {
  /** `Service` or `TraefikService`. */
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
  readonly port?: number | string;
  readonly scheme?: string;
  readonly nativeLb?: boolean;
  readonly nodePortLb: boolean;
  readonly passHostHeader?: boolean;
  readonly serversTransport?: string;
  /** Of several, those of weight 0 get nothing; a mirror gets this share of requests. */
  readonly weight: number;
  /** Middlewares of its own, after those of the rule. */
  readonly middlewares: readonly TraefikMiddlewareRef[];
  readonly strategy?: string;
  /** It asks for health checks, which external names alone may have. */
  readonly healthCheck: boolean;
  /** TLS towards the servers of an IngressRouteTCP. */
  readonly tls: boolean;
  /** A PROXY protocol header goes before what is sent to the servers of an IngressRouteTCP. */
  readonly proxyProtocol?: true;
  /** Path of the backend inside the object, for evidence. */
  readonly field: string;
}

export interface TraefikMiddlewareRef {
  readonly name: string;
  readonly namespace?: string;
}

export interface TraefikRule {
  readonly match: string;
  readonly middlewares: readonly TraefikMiddlewareRef[];
  readonly backends: readonly TraefikBackend[];
}

/** Traefik's own routes: of requests, of TCP connections, of UDP datagrams. */
export interface TraefikRoute extends KubeObject {
  readonly kind: 'IngressRoute' | 'IngressRouteTCP' | 'IngressRouteUDP';
  readonly className?: string;
  /** Names of the entry points that it is for; all of the default ones where it names none. */
  readonly entryPoints: readonly string[];
  readonly rules: readonly TraefikRule[];
  /** Whether clients come over TLS, and where it ends. */
  readonly tls: 'none' | 'ends' | 'passthrough';
  /** It is of the group that versions from 3 on do not read; Middlewares of that are not kept. */
  readonly isFormer?: true;
}

function routeKind(
  kind: TraefikRoute['kind'],
  plural: string,
  ofGroup: string,
): KindDefinition<TraefikRoute> {
  return defineKind<TraefikRoute>({
    group: ofGroup,
    kind,
    plural,
    versions,
    namespaced: true,
    purpose: 'routes of Traefik',
    trim: (object, meta) => ({
      kind,
      meta,
      ...classNameOf(object),
      entryPoints: texts(object, 'spec', 'entryPoints'),
      rules: items(object, 'spec', 'routes').map((rule, index) => ({
        match: text(rule, 'match') ?? '',
        middlewares: middlewaresAt(rule),
        backends: backendsAt(
          items(rule, 'services'),
          `spec.routes[${index}].services`,
        ),
      })),
      tls: tlsOf(object),
      ...(ofGroup === formerGroup && { isFormer: true }),
    }),
  });
}

export const traefikRoutes = routeKind('IngressRoute', 'ingressroutes', group);
export const traefikTcpRoutes = routeKind(
  'IngressRouteTCP',
  'ingressroutetcps',
  group,
);
export const traefikUdpRoutes = routeKind(
  'IngressRouteUDP',
  'ingressrouteudps',
  group,
);
export const formerTraefikRoutes = routeKind(
  'IngressRoute',
  'ingressroutes',
  formerGroup,
);
export const formerTraefikTcpRoutes = routeKind(
  'IngressRouteTCP',
  'ingressroutetcps',
  formerGroup,
);

/** Several backends under one name: weighted, mirrored, or chosen by hash. */
export interface TraefikService extends KubeObject {
  readonly kind: 'TraefikService';
  readonly backends: readonly TraefikBackend[];
}

function serviceKind(ofGroup: string): KindDefinition<TraefikService> {
  return defineKind<TraefikService>({
    group: ofGroup,
    kind: 'TraefikService',
    plural: 'traefikservices',
    versions,
    namespaced: true,
    purpose: 'backends of Traefik that are weighted or mirrored',
    trim: (object, meta) => ({
      kind: 'TraefikService',
      meta,
      backends: backendsOfService(object),
    }),
  });
}

function backendsOfService(object: unknown): readonly TraefikBackend[] {
  const mirroring = at(object, 'spec', 'mirroring');
  return [
    ...['weighted', 'highestRandomWeight'].flatMap(way =>
      backendsAt(
        items(object, 'spec', way, 'services'),
        `spec.${way}.services`,
      ),
    ),
    ...backendsAt(mirroring === undefined ? [] : [mirroring], 'spec.mirroring'),
    ...backendsAt(
      items(mirroring, 'mirrors'),
      'spec.mirroring.mirrors',
      one => whole(one, 'percent') ?? 0,
    ),
    ...['service', 'fallback'].flatMap(which => {
      const one = at(object, 'spec', 'failover', which);
      return one === undefined
        ? []
        : backendsAt([one], `spec.failover.${which}`);
    }),
  ];
}

export const traefikServices = serviceKind(group);
export const formerTraefikServices = serviceKind(formerGroup);

/** Of Traefik's middlewares, what can change the Host, and whom they ask. */
export interface TraefikMiddleware extends KubeObject {
  readonly kind: 'Middleware';
  /** URL of the service that forwardAuth asks whether a request may pass. */
  readonly forwardAuth?: string;
  /** Service that answers in the place of errors. */
  readonly errors?: TraefikBackend;
  /** Host among headers.customRequestHeaders. */
  readonly host?: string;
  /** Middlewares of a chain. */
  readonly chain: readonly TraefikMiddlewareRef[];
  /** Code of a plugin, which may do anything. */
  readonly isPlugin: boolean;
}

export const traefikMiddlewares = defineKind<TraefikMiddleware>({
  group,
  kind: 'Middleware',
  plural: 'middlewares',
  versions,
  namespaced: true,
  purpose: 'the Host that Traefik sends, and whom it asks about requests',
  trim: (object, meta) => {
    const headers = labels(object, 'spec', 'headers', 'customRequestHeaders');
    const host = Object.keys(headers).find(one => one.toLowerCase() === 'host');
    const forwardAuth = text(object, 'spec', 'forwardAuth', 'address');
    const [errors] = backendsAt(
      [at(object, 'spec', 'errors', 'service')],
      'spec.errors.service',
    );
    return {
      kind: 'Middleware',
      meta,
      ...(forwardAuth !== undefined && { forwardAuth }),
      ...(errors && { errors: { ...errors, field: 'spec.errors.service' } }),
      ...(host !== undefined && { host: headers[host] }),
      chain: middlewaresAt(at(object, 'spec', 'chain')),
      isPlugin: at(object, 'spec', 'plugin') !== undefined,
    };
  },
});

/** How Traefik speaks TLS to servers. */
export interface TraefikServersTransport extends KubeObject {
  readonly kind: 'ServersTransport';
  readonly serverName?: string;
}

export const traefikServersTransports = defineKind<TraefikServersTransport>({
  group,
  kind: 'ServersTransport',
  plural: 'serverstransports',
  versions,
  namespaced: true,
  purpose: 'the server name that Traefik asks TLS for',
  trim: (object, meta) => {
    const serverName = text(object, 'spec', 'serverName');
    return {
      kind: 'ServersTransport',
      meta,
      ...(serverName !== undefined && { serverName }),
    };
  },
});

/** How Traefik sends connections to the servers of IngressRouteTCPs. */
export interface TraefikTcpTransport extends KubeObject {
  readonly kind: 'ServersTransportTCP';
  readonly serverName?: string;
  /** A PROXY protocol header goes before what is sent. */
  readonly proxyProtocol?: true;
}

export const traefikTcpTransports = defineKind<TraefikTcpTransport>({
  group,
  kind: 'ServersTransportTCP',
  plural: 'serverstransporttcps',
  versions,
  namespaced: true,
  purpose:
    'the server name that Traefik asks TLS for, and PROXY protocol headers',
  trim: (object, meta) => {
    const serverName = text(object, 'spec', 'tls', 'serverName');
    const isProxied = at(object, 'spec', 'proxyProtocol') !== undefined;
    return {
      kind: 'ServersTransportTCP',
      meta,
      ...(serverName !== undefined && { serverName }),
      ...(isProxied && { proxyProtocol: true }),
    };
  },
});

/** Every kind of Traefik's that is read. */
export const traefikKinds: readonly KindDefinition[] = [
  traefikRoutes,
  traefikTcpRoutes,
  traefikUdpRoutes,
  formerTraefikRoutes,
  formerTraefikTcpRoutes,
  traefikServices,
  formerTraefikServices,
  traefikMiddlewares,
  traefikServersTransports,
  traefikTcpTransports,
];

function classNameOf(object: unknown): Pick<TraefikRoute, 'className'> {
  const className = at(object, 'spec', 'ingressClassName');
  return typeof className === 'string' ? { className } : {};
}

function tlsOf(object: unknown): TraefikRoute['tls'] {
  const tls = at(object, 'spec', 'tls');
  if (typeof tls !== 'object' || tls === null) return 'none';
  return flag(tls, 'passthrough') ? 'passthrough' : 'ends';
}

function middlewaresAt(value: unknown): readonly TraefikMiddlewareRef[] {
  return items(value, 'middlewares').flatMap(one => {
    const name = text(one, 'name');
    const namespace = text(one, 'namespace');
    return name === undefined
      ? []
      : [{ name, ...(namespace !== undefined && { namespace }) }];
  });
}

function backendsAt(
  list: readonly unknown[],
  field: string,
  weightOf = (one: unknown) => whole(one, 'weight') ?? 1,
): readonly TraefikBackend[] {
  return list.flatMap((one, index) => {
    const name = text(one, 'name');
    if (name === undefined) return [];
    const namespace = text(one, 'namespace');
    const port = whole(one, 'port') ?? text(one, 'port');
    const scheme = text(one, 'scheme');
    const nativeLb = flag(one, 'nativeLB');
    const passHostHeader = flag(one, 'passHostHeader');
    const serversTransport = text(one, 'serversTransport');
    const strategy = text(one, 'strategy');
    return [
      {
        kind: text(one, 'kind') ?? 'Service',
        name,
        ...(namespace !== undefined && { namespace }),
        ...(port !== undefined && { port }),
        ...(scheme !== undefined && { scheme }),
        ...(nativeLb !== undefined && { nativeLb }),
        nodePortLb: flag(one, 'nodePortLB') ?? false,
        ...(passHostHeader !== undefined && { passHostHeader }),
        ...(serversTransport !== undefined && { serversTransport }),
        weight: weightOf(one),
        middlewares: middlewaresAt(one),
        ...(strategy !== undefined && { strategy }),
        healthCheck: at(one, 'healthCheck') !== undefined,
        tls: flag(one, 'tls') ?? false,
        ...(at(one, 'proxyProtocol') !== undefined && { proxyProtocol: true }),
        field: `${field}[${index}]`,
      },
    ];
  });
}
