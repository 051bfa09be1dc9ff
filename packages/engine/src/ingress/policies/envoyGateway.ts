import { referenceAllowed } from '../../mesh';
import { endpointsOf } from '../../path/servicePods';
import type { ClusterState } from '../../state/clusterState';
import { evidenceOf, objectName } from '../../state/evidence';
import {
  envoyBackends,
  envoyExtensionPolicies,
  envoyPatchPolicies,
  EnvoyProxy,
  envoyProxies,
  EnvoyRouteFilter,
  envoyRouteFilters,
  EnvoyTrafficPolicy,
  envoyTrafficPolicies,
  NamedBackend,
} from '../../state/kinds/envoyGateway';
import type { PolicyTargets } from '../../state/kinds/attachedPolicy';
import type { Gateway } from '../../state/kinds/gateway';
import type { BackendRef } from '../../state/kinds/gatewayRoute';
import { Service, services } from '../../state/kinds/service';
import type { KubeObject } from '../../state/meta';
import type { GatewayBackend, PolicyEffect } from '../dial/gatewayApiDial';
import type { ServedBackend } from '../dial/settledDial';
import { gatewayClasses } from '../../state/kinds/gatewayClass';
import {
  EnvoyGatewayConfig,
  envoyGatewayConfigs,
} from '../edges/envoyGatewayConfig';
import { proxyHeaderCaveat } from '../dial/proxyHeader';
import { attached, closeness, closest, PolicyPlace } from './attached';
import { parametersOf } from './parameters';

type Said = NonNullable<ServedBackend['said']>;

const source =
  'envoyproxy/gateway internal/gatewayapi/route.go (IsServiceRouting)';

/** BackendTrafficPolicy counts before EnvoyProxy, that of the Gateway before that of its class. */
export function envoyGatewayPolicies(
  state: ClusterState,
  backend: GatewayBackend,
): PolicyEffect {
  const { gateway, service, named } = backend;
  if (service.type === 'ExternalName' && !named) {
    return { drops: `${objectName(service)} is of type ExternalName` };
  }
  const config = configOf(state, backend);
  if (named && config?.enablesBackends === false) {
    return {
      drops: `${objectName(
        named,
      )} takes extensionApis.enableBackend in ${objectName(config.configMap)}`,
    };
  }
  const filters = routeFilters(state, backend);
  if (filters.some(one => answers(one, backend))) return { drops: true };
  const traffic = state.list(envoyTrafficPolicies);
  const parameters = parametersOf(state, gateway, envoyProxies);
  const forced = inForce(traffic, backend);
  const proxied = proxyCaveats(forced, backend);
  const deciding = [
    ...forced,
    ...settingsOf(state, backend, parameters.found),
  ].find(one => one.routingType !== undefined);
  const byService = deciding?.routingType === 'Service';
  const drops = whyUnsound(state, backend, byService);
  if (drops !== undefined) return { drops };
  const headless = headlessCaveats(backend);
  const coded = codeCaveats(state, backend);
  return {
    said: deciding ? routingSaid(deciding) : {},
    caveats: [
      ...parameters.caveats,
      ...selectorCaveats(traffic),
      ...patchCaveats(state, backend),
      ...filters.flatMap(filterCaveats),
      ...(config ? [] : extensionCaveats(backend)),
      ...headless,
      ...proxied,
      ...coded,
    ],
    ...((filters.some(hidesHost) ||
      headless.length + proxied.length + coded.length > 0) && {
      unknown: true,
    }),
  };
}

/**
 * Why nothing comes of a backend because of others of its rule: one whose mirrors are not sound is
 * refused as a whole, and one that forwards nothing copies nothing (route.go, processHTTPRouteRules).
 */
function whyUnsound(
  state: ClusterState,
  { route, rule, backend }: GatewayBackend,
  byService: boolean,
): string | undefined {
  const broken = rule.mirrors.find(one => !soundBackend(state, route, one));
  if (broken) {
    return `the rule has a mirror to ${broken.kind} ${broken.name}, which Envoy Gateway takes for no backend`;
  }
  if (!rule.mirrors.includes(backend)) return undefined;
  const forwards = rule.backends.some(one => {
    const found = soundBackend(state, route, one);
    return (
      one.weight !== 0 &&
      found !== undefined &&
      (byService ||
        found.kind !== 'Service' ||
        // Those that are not ready are told to Envoy, too.
        endpointsOf(state, found).length > 0)
    );
  });
  return forwards
    ? undefined
    : 'the rule has no backend to forward to, and then copies nothing';
}

/** What a rule leads to, where Envoy Gateway takes it for a backend (validate.go, validateBackendRef). */
function soundBackend(
  state: ClusterState,
  { kind, meta }: GatewayBackend['route'],
  ref: BackendRef,
): Service | NamedBackend | undefined {
  const { group, kind: toKind, namespace = meta.namespace, name, port } = ref;
  if (ref.hostHeader !== undefined) return undefined;
  const from = { kind, namespace: meta.namespace };
  const to = { group, kind: toKind, namespace, name };
  if (!referenceAllowed(state, from, to)) return undefined;
  if (toKind === envoyBackends.kind) {
    return state.get(envoyBackends, namespace, name);
  }
  const service = state.get(services, namespace, name);
  const isThere =
    service?.type !== 'ExternalName' &&
    service?.ports.some(one => one.port === port);
  return isThere ? service : undefined;
}

/** A PROXY protocol header is not what a proxy of the mesh takes for the protocol of a port. */
function proxyCaveats(
  forced: readonly EnvoyTrafficPolicy[],
  { service }: GatewayBackend,
): readonly string[] {
  const policy = forced.find(one => one.proxyProtocol);
  return policy ? [proxyHeaderCaveat(policy, service)] : [];
}

/** The name of a headless Service stands for its pods, at the port that is written. */
function headlessCaveats({
  named,
  service,
  port,
}: GatewayBackend): readonly string[] {
  const isHeadless =
    service.type !== 'ExternalName' && service.clusterIps.length === 0;
  if (!named || !isHeadless || port.targetPort === port.port) return [];
  return [
    `${objectName(named)} has the name of ${objectName(
      service,
    )}, which stands for its pods, at port ${
      port.port
    }: their own is another, and nothing may listen there.`,
  ];
}

type MergingPolicy = KubeObject & PolicyTargets & { readonly merges: boolean };

/**
 * Of the policies on a backend's way those that have a say: the oldest of each level, and what is
 * above a route's own only where that one merges (policyindex.go, Lookup).
 */
export function inForce<T extends MergingPolicy>(
  all: readonly T[],
  backend: PolicyPlace,
): readonly T[] {
  const [first, ...others] = attached(all, backend);
  const level = first && closeness(first, backend);
  if (!first || level === undefined) return [];
  if (level >= closest.route && !first.merges) return [first];
  // A route's policy counts for its rules only where those have none.
  const above = others.filter(
    one => (closeness(one, backend) ?? 0) < Math.min(level, closest.route),
  );
  return [first, ...oldestOfEach(above, backend)];
}

/** The settings of a Gateway's proxies: its own, and above those only what they merge with (envoyproxy_merge.go). */
function settingsOf(
  state: ClusterState,
  backend: Pick<GatewayBackend, 'gateway'>,
  found: readonly EnvoyProxy[],
): readonly EnvoySettings[] {
  const defaults = configOf(state, backend)?.proxyDefaults;
  const all = [...found, ...(defaults ? [defaults] : [])];
  const replacing = all.findIndex(one => !one.merges);
  return replacing < 0 ? all : all.slice(0, replacing + 1);
}

/** Whether the proxies of a Gateway dial Services or pods where no policy of a route has a say. */
export function envoyProxyRouting(
  state: ClusterState,
  gateway: Gateway,
): Pick<PolicyEffect, 'caveats'> & { readonly said: Pick<Said, 'addressing'> } {
  const { found, caveats } = parametersOf(state, gateway, envoyProxies);
  const deciding = settingsOf(state, { gateway }, found).find(
    one => one.routingType !== undefined,
  );
  return { said: deciding ? routingSaid(deciding) : {}, caveats };
}

type EnvoySettings = Pick<EnvoyProxy, 'routingType' | 'merges'> & KubeObject;

function oldestOfEach<T extends MergingPolicy>(
  policies: readonly T[],
  backend: PolicyPlace,
): readonly T[] {
  const levels = policies.map(one => closeness(one, backend));
  return policies.filter((_, index) => levels.indexOf(levels[index]) === index);
}

function routingSaid(policy: EnvoySettings): Pick<Said, 'addressing'> {
  const { routingType } = policy;
  const field =
    policy.kind === 'ConfigMap'
      ? 'data[envoy-gateway.yaml].envoyProxy.routingType'
      : 'spec.routingType';
  return {
    addressing: {
      effect: routingType === 'Service' ? 'service-vip' : 'pod-ip',
      by: objectName(policy),
      evidence: [evidenceOf(policy, field, routingType)],
      source,
    },
  };
}

/** Policies that choose their targets in other namespaces, too, may be for the route. */
function selectorCaveats(
  policies: readonly EnvoyTrafficPolicy[],
): readonly string[] {
  return policies
    .filter(
      one =>
        one.routingType !== undefined &&
        one.selectors.some(({ elsewhere }) => elsewhere),
    )
    .map(
      one =>
        `${objectName(
          one,
        )} sets routingType for targets that it selects in several namespaces: which ones is not worked out.`,
    );
}

/** The configuration of the installation that serves a backend, where it stands where its chart puts it. */
function configOf(
  state: ClusterState,
  { gateway }: Pick<GatewayBackend, 'gateway'>,
): EnvoyGatewayConfig | undefined {
  const found = state.get(gatewayClasses, '', gateway.className);
  return envoyGatewayConfigs(state).find(
    one => one.controllerName === found?.controllerName,
  );
}

/** Backends have to be enabled in its configuration, where that is not read. */
function extensionCaveats({ named }: GatewayBackend): readonly string[] {
  if (!named) return [];
  return [
    `${objectName(
      named,
    )} counts only where Envoy Gateway's configuration has extensionApis.enableBackend.`,
  ];
}

/** Who processes requests elsewhere may not touch the Host (Envoy's HeaderMutationRules); code here may. */
function codeCaveats(
  state: ClusterState,
  backend: GatewayBackend,
): readonly string[] {
  return inForce(state.list(envoyExtensionPolicies), backend).flatMap(policy =>
    policy.code.map(
      field =>
        `${objectName(
          policy,
        )} has requests go through code (spec.${field}), which can change the Host: which one is sent is not known.`,
    ),
  );
}

function patchCaveats(
  state: ClusterState,
  { gateway, server }: GatewayBackend,
): readonly string[] {
  return state
    .list(envoyPatchPolicies)
    .filter(policy =>
      policy.targets.some(
        ({ kind, name }) =>
          (kind === 'Gateway' && name === gateway.meta.name) ||
          (kind === 'GatewayClass' && name === gateway.className),
      ),
    )
    .map(
      policy =>
        `${objectName(policy)} patches what ${
          server.vendor.title
        } tells its proxies: what it changes is not analysed.`,
    );
}

interface RouteFilter {
  readonly name: string;
  /** Undefined where it could not be read. */
  readonly found: EnvoyRouteFilter | undefined;
}

/** Filters of its own that a rule names. */
function routeFilters(
  state: ClusterState,
  { route, rule }: GatewayBackend,
): readonly RouteFilter[] {
  return rule.extensions.flatMap(extension => {
    const [kind, name] = extension.split('/');
    if (kind !== 'HTTPRouteFilter') return [];
    const found = state.get(envoyRouteFilters, route.meta.namespace, name);
    return [{ name, found }];
  });
}

/** Whether nothing is forwarded: it answers by itself, or refuses to change the Host twice. */
function answers({ found }: RouteFilter, { rule }: GatewayBackend): boolean {
  if (!found) return false;
  return (
    found.answers ||
    (found.hostRewrite !== undefined && rule.hostRewrite !== undefined)
  );
}

function hidesHost({ found }: RouteFilter): boolean {
  return !found || found.hostRewrite !== undefined;
}

function filterCaveats({ name, found }: RouteFilter): readonly string[] {
  if (!found) {
    return [
      `HTTPRouteFilter ${name} could not be read: it could change the Host.`,
    ];
  }
  return found.hostRewrite === undefined
    ? []
    : [
        `${objectName(found)} makes the Host by ${
          found.hostRewrite
        }: which one is sent is not known.`,
      ];
}
