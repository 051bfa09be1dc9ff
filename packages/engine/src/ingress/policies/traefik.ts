import type { ClusterState } from '../../state/clusterState';
import { evidenceOf, objectName } from '../../state/evidence';
import {
  TraefikMiddleware,
  TraefikMiddlewareRef,
  traefikMiddlewares,
  traefikServersTransports,
} from '../../state/kinds/traefik';
import type { Service, ServicePort } from '../../state/kinds/service';
import { isFlagSet } from '../edges/flagOf';
import { goFalse, goTrue } from '../edges/goBool';
import { ingressServers } from '../edges/ingressClassOf';
import type { GatewayBackend, PolicyEffect } from '../dial/gatewayApiDial';
import type { ServedRule } from '../dial/ingressDial';
import type { Instance } from '../edges/instances';
import type { ServedBackend } from '../dial/settledDial';
import { ingressesAt } from '../routes/ingressesByLocation';
import { traefikAnnotation, unreadAnnotation } from './traefikAnnotations';

const source =
  'traefik/traefik pkg/middlewares/headers/header.go (customRequestHeaders)';
const transport = 'traefik.ingress.kubernetes.io/service.serverstransport';

/** What annotations of an Ingress and of its Service, and the middlewares that they name, make of a rule. */
export function traefikIngressPolicies(
  state: ClusterState,
  served: ServedRule,
): PolicyEffect {
  const { ingress, service, instance } = served;
  const drops = whyNoRouter(state, served);
  if (drops !== undefined) return { drops };
  const { namespace } = ingress.meta;
  const found = hostByMiddlewares(state, namespace, namedBy(served));
  const keeps = traefikAnnotation(
    service.meta.annotations,
    'service',
    'passhostheader',
  );
  return {
    // Where the Host is not passed on, what middlewares made of it is lost.
    said: {
      ...(!goFalse.has(keeps ?? '') && found.host && { host: found.host }),
      ...serverName(state, service),
    },
    caveats: [...found.caveats, ...traefikStaticDoubts(state, instance)],
    ...anyDefault(state, served),
  };
}

const defaultBackend = 'spec.defaultBackend';
const ownPathType = 'ImplementationSpecific';
const pathMatchers = ['Path', 'PathPrefix', 'PathRegexp'];

/** Why there is no router, or none with a service (loadConfigurationFromIngresses). */
function whyNoRouter(
  state: ClusterState,
  { ingress, rule, service, instance, ...served }: ServedRule,
): string | undefined {
  if (rule.field === defaultBackend && ingress.rules.length > 1) {
    return 'a default backend counts where an Ingress has no rules alone';
  }
  const { annotations } = ingress.meta;
  const unread =
    unreadAnnotation(annotations, 'router') ??
    unreadAnnotation(service.meta.annotations, 'service');
  if (unread !== undefined) {
    return `annotation ${unread} has a name or a value that it does not know`;
  }
  const matcher = traefikAnnotation(annotations, 'router', 'pathmatcher');
  const isOwn = (rule.pathType ?? ownPathType) === ownPathType;
  if (matcher !== undefined && isOwn && !pathMatchers.includes(matcher)) {
    return `${matcher} is no path matcher`;
  }
  if (isExternalNameOff(service.type, 'ingress', instance)) {
    return `${objectName(
      service,
    )} is of type ExternalName, and allowExternalNameServices is not set`;
  }
  const missing = missingMiddleware(
    state,
    ingress.meta.namespace,
    namedBy({ ...served, ingress, rule, service, instance }),
  );
  return missing === undefined
    ? undefined
    : `it names Middleware ${missing}, which is not there`;
}

/** The middlewares of the router, and those of the Service behind them. */
function namedBy({
  ingress,
  service,
}: ServedRule): readonly TraefikMiddlewareRef[] {
  return [
    traefikAnnotation(ingress.meta.annotations, 'router', 'middlewares'),
    traefikAnnotation(service.meta.annotations, 'service', 'middlewares'),
  ].flatMap(written =>
    (written ?? '')
      .split(',')
      .map(one => one.trim())
      .filter(one => one !== '')
      .map(name => ({ name })),
  );
}

/** Of several Ingresses that are a default backend alone, it takes the one that it comes upon first. */
function anyDefault(
  state: ClusterState,
  { ingress, rule, server }: ServedRule,
): PolicyEffect {
  if (rule.field !== defaultBackend) return {};
  const rivals = ingressesAt(state, rule).filter(
    one =>
      one !== ingress &&
      one.rules.length === 1 &&
      ingressServers(state, one).some(({ vendor }) => vendor === server.vendor),
  );
  if (rivals.length === 0) return {};
  return {
    unknown: true,
    caveats: [
      `${rivals
        .map(objectName)
        .join(
          ' and ',
        )} has a default backend, too: Traefik takes any one of them.`,
    ],
  };
}

/** The name that a ServersTransport asks TLS for; the Service's annotation names it. */
function serverName(
  state: ClusterState,
  { meta }: Service,
): { readonly sni?: string } {
  const named = meta.annotations[transport] as string | undefined;
  const found = state
    .list(traefikServersTransports)
    .find(
      one => `${one.meta.namespace}-${one.meta.name}@kubernetescrd` === named,
    );
  return found?.serverName === undefined ? {} : { sni: found.serverName };
}

// What ports can say to each kind of route; others are refused (getHTTPServiceProtocol, getGRPCServiceProtocol).
const appProtocols: Readonly<Record<string, readonly string[] | undefined>> = {
  HTTPRoute: [
    'http',
    'https',
    'kubernetes.io/h2c',
    'kubernetes.io/ws',
    'kubernetes.io/wss',
  ],
  GRPCRoute: ['https', 'kubernetes.io/h2c'],
};

/** What the Gateway provider makes of a backend: it dials no external names, and knows no mirrors. */
export function traefikGatewayPolicies(
  state: ClusterState,
  one: GatewayBackend,
): PolicyEffect {
  const drops = whyNoGatewayBackend(one);
  if (drops !== undefined) return { drops };
  const { route, port, instance } = one;
  const { host, caveats } = filteredHost(state, one);
  return {
    said: {
      ...(host && { host }),
      ...(route.kind === 'GRPCRoute' && { backend: ofGrpc(port) }),
    },
    caveats: [...caveats, ...traefikStaticDoubts(state, instance)],
  };
}

function whyNoGatewayBackend({
  route,
  rule,
  backend,
  service,
  port: { appProtocol },
}: GatewayBackend): string | undefined {
  const subject = objectName(service);
  const hasMirrors =
    rule.filters?.includes('RequestMirror') ||
    (route.kind === 'HTTPRoute' && backend.filters?.includes('RequestMirror'));
  if (hasMirrors) return 'it has filter RequestMirror, which it refuses';
  const isRefused =
    appProtocol !== undefined &&
    appProtocols[route.kind]?.includes(appProtocol.toLowerCase()) === false;
  if (isRefused) {
    return `${subject} says appProtocol ${appProtocol}, which it takes from no ${route.kind}`;
  }
  if (service.type === 'ExternalName') {
    return `${subject} is of type ExternalName`;
  }
  const native = Object.entries(service.meta.annotations).find(
    ([name, value]) =>
      name.toLowerCase() === 'traefik.io/service.nativelb' &&
      !goTrue.has(value) &&
      !goFalse.has(value),
  );
  return native && `annotation ${native[0]} is neither true nor false`;
}

/** Filters come one behind the other, and the last that sets the Host counts (loadMiddlewares). */
function filteredHost(
  state: ClusterState,
  { route, rule, backend }: GatewayBackend,
): Found {
  const own = rule.extensions.flatMap(named =>
    named.startsWith('Middleware/')
      ? [{ name: named.slice('Middleware/'.length) }]
      : [],
  );
  const found = hostByMiddlewares(state, route.meta.namespace, own);
  // Filters of a single backend are none of gRPC's (loadGRPCBackendRef).
  const ofGrpcBackend =
    route.kind === 'GRPCRoute' && backend.hostHeader !== undefined;
  const ofBackend = route.kind === 'GRPCRoute' ? [] : hostsInOrder(backend);
  const written = [...hostsInOrder(rule), ...ofBackend].at(-1);
  if (written === undefined && !(ofGrpcBackend && !found.host)) return found;
  return {
    host: {
      effect: written ?? null,
      by: 'a filter',
      evidence: [evidenceOf(route, 'spec.rules[].filters', written)],
      source:
        'traefik/traefik pkg/provider/kubernetes/gateway/httproute.go (loadMiddlewares)',
    },
    caveats: found.caveats,
  };
}

/** The Hosts that filters set, in the order of those. */
function hostsInOrder({
  filters = [],
  hostRewrite,
  hostHeader,
}: Pick<
  GatewayBackend['rule'],
  'filters' | 'hostRewrite' | 'hostHeader'
>): readonly string[] {
  const set: Readonly<Record<string, string | undefined>> = {
    URLRewrite: hostRewrite,
    RequestHeaderModifier: hostHeader,
  };
  return filters.flatMap(type => set[type] ?? []);
}

/** A port's number and name say nothing of gRPC. */
function ofGrpc({
  appProtocol,
}: ServicePort): NonNullable<ServedBackend['said']>['backend'] {
  return {
    effect:
      appProtocol?.toLowerCase() === 'https'
        ? { protocol: 'http', tls: 'edge' }
        : { protocol: 'http2', tls: 'none' },
    evidence: [],
    source: 'traefik/traefik pkg/provider/kubernetes/gateway/grpcroute.go',
  };
}

/** Routes to ExternalName Services are errors unless the provider is told to allow them. */
export function isExternalNameOff(
  serviceType: string,
  provider: 'ingress' | 'crd',
  instance: Instance | undefined,
): boolean {
  if (serviceType !== 'ExternalName' || !instance) return false;
  const flag = `--providers.kubernetes${provider}.allowexternalnameservices`;
  return !instance.pods.some(pod => isFlagSet(pod, flag));
}

/** What its static configuration could change: defaults in a file, middlewares of entry points. */
export function traefikStaticDoubts(
  state: ClusterState,
  instance: Instance | undefined,
): readonly string[] {
  return [
    ...fileDoubt(instance),
    ...(instance ? entryPointDoubts(state, instance) : []),
  ];
}

const ofEntryPoint =
  /^(?:--|traefik_)entrypoints[._]([^._=]+)[._]http[._]middlewares(?:\[\d+\])?=(.+)$/i;

/** Middlewares of an entry point are every route's that clients reach by it. */
function entryPointDoubts(
  state: ClusterState,
  { namespace, pods }: Instance,
): readonly string[] {
  const words = pods.flatMap(({ containers }) =>
    containers.flatMap(({ command, args, env }) => [
      ...command,
      ...args,
      ...Object.entries(env).map(([name, value]) => `${name}=${value}`),
    ]),
  );
  return [...new Set(words)].flatMap(word => {
    const [, entryPoint, names] = ofEntryPoint.exec(word) ?? [];
    if (names === undefined) return [];
    const refs = names.split(',').map(name => ({ name: name.trim() }));
    const { host, caveats } = hostByMiddlewares(state, namespace, refs);
    const change = host && [
      `${host.by} of entry point ${entryPoint} sets the Host of whatever clients reach by it: for which routes that holds is not worked out.`,
    ];
    return [...caveats, ...(change ?? [])];
  });
}

/** Whether flags, or variables, say which providers it has; else its static configuration is in a file. */
export function readsProvidersOfFlags({ pods }: Instance): boolean {
  return pods.some(({ containers }) =>
    containers.some(({ command, args, env }) =>
      [...command, ...args, ...Object.keys(env)].some(word =>
        /^(--|traefik_)providers[._]/i.test(word),
      ),
    ),
  );
}

/** Without flags its static configuration is in a file, with what it says of defaults. */
function fileDoubt(instance: Instance | undefined): readonly string[] {
  if (!instance || readsProvidersOfFlags(instance)) return [];
  return [
    `No flag of Traefik in namespace ${instance.namespace} names a provider: its static configuration is in a file that is not read, and could turn Service routing on by default (nativeLBByDefault).`,
  ];
}

interface Found {
  readonly host?: NonNullable<ServedBackend['said']>['host'];
  readonly caveats: readonly string[];
}

// Chains of chains end somewhere.
const deepest = 8;

/** The Host that the last of some middlewares sets. */
export function hostByMiddlewares(
  state: ClusterState,
  namespace: string,
  refs: readonly TraefikMiddlewareRef[],
  depth = 0,
): Found {
  const all = refs.map(ref => hostByMiddleware(state, namespace, ref, depth));
  const host = all
    .map(one => one.host)
    .filter(one => one !== undefined)
    .at(-1);
  return {
    ...(host && { host }),
    caveats: all.flatMap(one => one.caveats),
  };
}

function hostByMiddleware(
  state: ClusterState,
  namespace: string,
  ref: TraefikMiddlewareRef,
  depth: number,
): Found {
  const found = middlewareOf(state, namespace, ref);
  if (!found) {
    return {
      caveats: [
        `Middleware ${ref.name}, which a route in namespace ${namespace} names, could not be read: it could change the Host.`,
      ],
    };
  }
  if (found.isPlugin) {
    return {
      caveats: [
        `${objectName(found)} runs a plugin, which could change anything.`,
      ],
    };
  }
  if (found.chain.length > 0 && depth < deepest) {
    const { meta } = found;
    return hostByMiddlewares(state, meta.namespace, found.chain, depth + 1);
  }
  // A header without value is taken away, and Host is none of the headers that can be.
  if (!found.host) return { caveats: [] };
  return {
    host: {
      effect: found.host,
      by: objectName(found),
      evidence: [
        evidenceOf(found, 'spec.headers.customRequestHeaders.Host', found.host),
      ],
      source,
    },
    caveats: [],
  };
}

/** The first of some middlewares, or of those in their chains, that is known not to be there. */
export function missingMiddleware(
  state: ClusterState,
  namespace: string,
  refs: readonly TraefikMiddlewareRef[],
  depth = 0,
): string | undefined {
  if (state.unreadable(traefikMiddlewares) !== undefined) return undefined;
  return refs
    .map(ref => {
      const found = middlewareOf(state, namespace, ref);
      if (found) {
        return depth < deepest
          ? missingMiddleware(
              state,
              found.meta.namespace,
              found.chain,
              depth + 1,
            )
          : undefined;
      }
      const [, provider = 'kubernetescrd'] = ref.name.split('@');
      return provider === 'kubernetescrd' ? ref.name : undefined;
    })
    .find(name => name !== undefined);
}

/** By name, or as other providers are called: `<namespace>-<name>@kubernetescrd`. */
function middlewareOf(
  state: ClusterState,
  namespace: string,
  ref: TraefikMiddlewareRef,
): TraefikMiddleware | undefined {
  const [name, provider] = ref.name.split('@');
  if (provider === undefined) {
    return state.get(traefikMiddlewares, ref.namespace ?? namespace, name);
  }
  if (provider !== 'kubernetescrd') return undefined;
  return state
    .list(traefikMiddlewares)
    .find(({ meta }) => `${meta.namespace}-${meta.name}` === name);
}
