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
import type { GatewayBackend, PolicyEffect } from '../dial/gatewayApiDial';
import type { ServedRule } from '../dial/ingressDial';
import type { Instance } from '../edges/instances';
import type { ServedBackend } from '../dial/settledDial';

const source =
  'traefik/traefik pkg/middlewares/headers/header.go (customRequestHeaders)';
const annotation = 'traefik.ingress.kubernetes.io/router.middlewares';
const transport = 'traefik.ingress.kubernetes.io/service.serverstransport';

/** What the middlewares that an Ingress names by annotation make of the Host. */
export function traefikIngressPolicies(
  state: ClusterState,
  { ingress, service, instance }: ServedRule,
): PolicyEffect {
  const external = isExternalNameOff(service.type, 'ingress', instance);
  const named = (ingress.meta.annotations[annotation] ?? '')
    .split(',')
    .map(one => one.trim())
    .filter(one => one !== '');
  const found = hostByMiddlewares(
    state,
    ingress.meta.namespace,
    named.map(name => ({ name })),
  );
  const keepsHost =
    service.meta.annotations[
      'traefik.ingress.kubernetes.io/service.passhostheader'
    ]?.toLowerCase() !== 'false';
  return {
    ...(external && {
      drops: `${objectName(
        service,
      )} is of type ExternalName, and allowExternalNameServices is not set`,
    }),
    // Where the Host is not passed on, what middlewares made of it is lost.
    said: {
      ...(keepsHost && found.host && { host: found.host }),
      ...serverName(state, service),
    },
    caveats: [...found.caveats, ...traefikStaticDoubts(state, instance)],
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

/** The Gateway provider has no middlewares of its own, and dials no external names. */
export function traefikGatewayPolicies(
  state: ClusterState,
  { route, service, port, instance }: GatewayBackend,
): PolicyEffect {
  const { appProtocol } = port;
  const isRefused =
    appProtocol !== undefined &&
    appProtocols[route.kind]?.includes(appProtocol.toLowerCase()) === false;
  return {
    ...(isRefused && {
      drops: `${objectName(
        service,
      )} says appProtocol ${appProtocol}, which it takes from no ${route.kind}`,
    }),
    ...(service.type === 'ExternalName' && {
      drops: `${objectName(service)} is of type ExternalName`,
    }),
    ...(route.kind === 'GRPCRoute' && { said: { backend: ofGrpc(port) } }),
    caveats: traefikStaticDoubts(state, instance),
  };
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

/** Without flags its static configuration is in a file, with what it says of defaults. */
function fileDoubt(instance: Instance | undefined): readonly string[] {
  const hasFlags = instance?.pods.some(({ containers }) =>
    containers.some(({ command, args, env }) =>
      [...command, ...args, ...Object.keys(env)].some(word =>
        /^(--|traefik_)providers[._]/i.test(word),
      ),
    ),
  );
  if (!instance || hasFlags) return [];
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
  if (found.host === undefined) return { caveats: [] };
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
