import type { ClusterState } from '../../state/clusterState';
import { evidenceOf, objectName } from '../../state/evidence';
import type { ServicePort } from '../../state/kinds/service';
import { backendTlsOf } from '../dial/backendTls';
import type { GatewayBackend, PolicyEffect } from '../dial/gatewayApiDial';
import type { ServedBackend } from '../dial/settledDial';
import { goFalse, goTrue } from '../edges/goBool';
import { unfitMiddleware } from '../routes/traefikSoundness';
import { hostByMiddlewares, HostOfMiddlewares } from './traefikMiddlewares';
import { hasEntryPoint, traefikStaticDoubts } from './traefikStatic';

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

// Any other filter makes nothing of a rule (loadMiddlewares).
const knownFilters: ReadonlySet<string> = new Set([
  'ExtensionRef',
  'RequestHeaderModifier',
  'RequestRedirect',
  'ResponseHeaderModifier',
  'URLRewrite',
]);

/** What the Gateway provider makes of a backend: it dials no external names, and knows no mirrors. */
export function traefikGatewayPolicies(
  state: ClusterState,
  one: GatewayBackend,
): PolicyEffect {
  const drops = whyNoGatewayBackend(state, one);
  if (drops !== undefined) return { drops };
  const { route, port, instance } = one;
  const { host, caveats } = filteredHost(state, one);
  return {
    said: {
      ...(host && { host }),
      ...(route.kind === 'GRPCRoute' && { backend: ofGrpc(port) }),
      ...(route.kind === 'HTTPRoute' && overHttps(state, one)),
    },
    caveats: [...caveats, ...traefikStaticDoubts(state, instance)],
  };
}

/** A BackendTLSPolicy makes it HTTPS, whatever the port says (httproute.go loadHTTPServers). */
function overHttps(
  state: ClusterState,
  one: GatewayBackend,
): ServedBackend['said'] {
  const policy = backendTlsOf(state, one)?.policy;
  if (!policy || one.port.appProtocol === undefined) return {};
  return {
    backend: {
      effect: { protocol: 'http', tls: 'edge' },
      by: objectName(policy),
      evidence: [
        evidenceOf(policy, 'spec.validation.hostname', policy.hostname),
      ],
      source: 'traefik/traefik pkg/provider/kubernetes/gateway/httproute.go',
    },
  };
}

function whyNoGatewayBackend(
  state: ClusterState,
  one: GatewayBackend,
): string | undefined {
  const { route, rule, backend, service, port } = one;
  const { appProtocol } = port;
  const unheard = whyUnheard(one);
  if (unheard !== undefined) return unheard;
  const subject = objectName(service);
  const refused = [
    ...(rule.filters ?? []),
    ...(route.kind === 'HTTPRoute' ? backend.filters ?? [] : []),
  ].find(type => !knownFilters.has(type));
  if (refused !== undefined) {
    return `it has filter ${refused}, which it refuses`;
  }
  const { namespace } = route.meta;
  const named = middlewaresOf(rule.extensions);
  const unfit = unfitMiddleware(state, namespace, named, one.instance);
  if (unfit !== undefined) return `it names ${unfit}`;
  // Where a BackendTLSPolicy says that it is TLS, nobody asks the port (loadHTTPServers).
  const isRefused =
    appProtocol !== undefined &&
    appProtocols[route.kind]?.includes(appProtocol.toLowerCase()) === false &&
    !backendTlsOf(state, one);
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

/** Listeners are those of entry points with their port (pkg/provider/kubernetes/gateway/kubernetes.go, entryPointName). */
function whyUnheard({ parent, instance }: GatewayBackend): string | undefined {
  const { name, port, protocol } = parent.listener;
  return !instance || hasEntryPoint(instance, port, protocol)
    ? undefined
    : `none of its entry points is for port ${port} and protocol ${protocol} of listener ${name}`;
}

type Host = NonNullable<ServedBackend['said']>['host'];

/** Filters come one behind the other, and the last that sets the Host counts (loadMiddlewares). */
function filteredHost(
  state: ClusterState,
  { route, rule, backend }: GatewayBackend,
): HostOfMiddlewares {
  const { namespace } = route.meta;
  const all = middlewaresOf(rule.extensions);
  const { caveats } = hostByMiddlewares(state, namespace, all);
  const ofRule = (rule.filters ?? []).flatMap((type, index, filters) => {
    if (type !== 'ExtensionRef') return writtenHost(route, rule, type) ?? [];
    const before = filters.slice(0, index).filter(one => one === type).length;
    const own = middlewaresOf(rule.extensions.slice(before, before + 1));
    return hostByMiddlewares(state, namespace, own).host ?? [];
  });
  // Filters of a single backend are none of gRPC's (loadGRPCBackendRef).
  const isGrpc = route.kind === 'GRPCRoute';
  const ofBackend = isGrpc
    ? []
    : (backend.filters ?? []).flatMap(
        type => writtenHost(route, backend, type) ?? [],
      );
  const host = [...ofRule, ...ofBackend].at(-1);
  const undone = isGrpc && backend.hostHeader !== undefined;
  if (!host && !undone) return { caveats };
  return { host: host ?? byFilter(route, undefined), caveats };
}

function middlewaresOf(extensions: readonly string[]) {
  return extensions.flatMap(named =>
    named.startsWith('Middleware/')
      ? [{ name: named.slice('Middleware/'.length) }]
      : [],
  );
}

/** The Host that a filter sets itself. */
function writtenHost(
  route: GatewayBackend['route'],
  {
    hostRewrite,
    hostHeader,
  }: Pick<GatewayBackend['rule'], 'hostRewrite' | 'hostHeader'>,
  type: string,
): Host {
  const set: Readonly<Record<string, string | undefined>> = {
    URLRewrite: hostRewrite,
    RequestHeaderModifier: hostHeader,
  };
  return set[type] === undefined ? undefined : byFilter(route, set[type]);
}

function byFilter(
  route: GatewayBackend['route'],
  host: string | undefined,
): Host {
  return {
    effect: host ?? null,
    by: 'a filter',
    evidence: [evidenceOf(route, 'spec.rules[].filters', host)],
    source:
      'traefik/traefik pkg/provider/kubernetes/gateway/httproute.go (loadMiddlewares)',
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
