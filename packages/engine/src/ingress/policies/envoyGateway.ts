import type { ClusterState } from '../../state/clusterState';
import { evidenceOf, objectName } from '../../state/evidence';
import {
  envoyPatchPolicies,
  EnvoyProxy,
  envoyProxies,
  EnvoyRouteFilter,
  envoyRouteFilters,
  EnvoyTrafficPolicy,
  envoyTrafficPolicies,
} from '../../state/kinds/envoyGateway';
import type { GatewayBackend, PolicyEffect } from '../dial/gatewayApiDial';
import type { ServedBackend } from '../dial/settledDial';
import { gatewayClasses } from '../../state/kinds/gatewayClass';
import {
  EnvoyGatewayConfig,
  envoyGatewayConfigs,
} from '../edges/envoyGatewayConfig';
import { attached, closeness, closest } from './attached';
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
  const deciding = [...inForce(traffic, backend), ...parameters.found].find(
    one => one.routingType !== undefined,
  );
  return {
    said: deciding ? routingSaid(deciding) : {},
    caveats: [
      ...parameters.caveats,
      ...selectorCaveats(traffic),
      ...patchCaveats(state, backend),
      ...filters.flatMap(filterCaveats),
      ...(config ? [] : extensionCaveats(backend)),
    ],
    ...(filters.some(hidesHost) && { unknown: true }),
  };
}

/**
 * Of the policies on a backend's way those that have a say: the oldest of each level, and what is
 * above a route's own only where that one merges (policyindex.go, Lookup).
 */
function inForce(
  all: readonly EnvoyTrafficPolicy[],
  backend: GatewayBackend,
): readonly EnvoyTrafficPolicy[] {
  const [first, ...others] = attached(all, backend);
  const level = first && closeness(first, backend);
  if (!first || level === undefined) return [];
  if (level >= closest.route && !first.merges) return [first];
  // A route's policy counts for its rules only where those have none.
  const above = others.filter(
    one => (closeness(one, backend) ?? 0) < closest.route,
  );
  return [first, ...oldestOfEach(above, backend)];
}

function oldestOfEach(
  policies: readonly EnvoyTrafficPolicy[],
  backend: GatewayBackend,
): readonly EnvoyTrafficPolicy[] {
  const levels = policies.map(one => closeness(one, backend));
  return policies.filter((_, index) => levels.indexOf(levels[index]) === index);
}

function routingSaid(
  policy: EnvoyProxy | EnvoyTrafficPolicy,
): Pick<Said, 'addressing'> {
  return {
    addressing: {
      effect: policy.routingType === 'Service' ? 'service-vip' : 'pod-ip',
      by: objectName(policy),
      evidence: [evidenceOf(policy, 'spec.routingType', policy.routingType)],
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
  { gateway }: GatewayBackend,
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
