import type { ClusterState } from '../../state/clusterState';
import { evidenceOf, objectName } from '../../state/evidence';
import {
  envoyPatchPolicies,
  EnvoyProxy,
  envoyProxies,
  envoyRouteFilters,
  EnvoyTrafficPolicy,
  envoyTrafficPolicies,
} from '../../state/kinds/envoyGateway';
import type { GatewayBackend, PolicyEffect } from '../gatewayApiDial';
import type { ServedBackend } from '../settledDial';
import { attached } from './attached';
import { parametersOf } from './parameters';

type Said = NonNullable<ServedBackend['said']>;

const source =
  'envoyproxy/gateway internal/gatewayapi/route.go (IsServiceRouting)';

/** BackendTrafficPolicy counts before EnvoyProxy, that of the Gateway before that of its class. */
export function envoyGatewayPolicies(
  state: ClusterState,
  backend: GatewayBackend,
): PolicyEffect {
  const { gateway, service } = backend;
  if (service.type === 'ExternalName') return { drops: true };
  const traffic = state.list(envoyTrafficPolicies);
  const parameters = parametersOf(state, gateway, envoyProxies);
  const deciding = [...attached(traffic, backend), ...parameters.found].find(
    one => one.routingType !== undefined,
  );
  return {
    said: deciding ? routingSaid(deciding) : {},
    caveats: [
      ...parameters.caveats,
      ...selectorCaveats(traffic),
      ...patchCaveats(state, backend),
      ...filterCaveats(state, backend),
    ],
    ...(filtersHost(state, backend) && { unknown: true }),
  };
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

/** Policies that choose their targets by label may be for the route, too. */
function selectorCaveats(
  policies: readonly EnvoyTrafficPolicy[],
): readonly string[] {
  return policies
    .filter(one => one.bySelector && one.routingType !== undefined)
    .map(
      one =>
        `${objectName(
          one,
        )} sets routingType for targets that it selects by label: which ones is not worked out.`,
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

/** Filters of the rule that make the Host from something else than a text. */
function hostFilters(state: ClusterState, { route, rule }: GatewayBackend) {
  return rule.extensions.flatMap(name => {
    const [kind, filter] = name.split('/');
    if (kind !== 'HTTPRouteFilter') return [];
    const found = state.get(envoyRouteFilters, route.meta.namespace, filter);
    return [{ name: filter, found }];
  });
}

function filtersHost(state: ClusterState, backend: GatewayBackend): boolean {
  return hostFilters(state, backend).some(
    ({ found }) => !found || found.hostRewrite !== undefined,
  );
}

function filterCaveats(
  state: ClusterState,
  backend: GatewayBackend,
): readonly string[] {
  return hostFilters(state, backend).flatMap(({ name, found }) => {
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
  });
}
