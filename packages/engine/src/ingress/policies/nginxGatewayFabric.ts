import type { ClusterState } from '../../state/clusterState';
import { evidenceOf, objectName } from '../../state/evidence';
import {
  nginxProxies,
  upstreamSettingsPolicies,
} from '../../state/kinds/nginxGatewayFabric';
import type { GatewayBackend, PolicyEffect } from '../dial/gatewayApiDial';
import { targetsService } from './attached';
import { fabricProtocol } from './nginxGatewayFabricProtocols';
import { parametersOf } from './parameters';

const source =
  'nginx/nginx-gateway-fabric internal/controller/state/dataplane/configuration.go (useClusterIP)';

/** The policy of the Service counts before NginxProxy, either way; bytes go to pods always. */
export function nginxGatewayFabricPolicies(
  state: ClusterState,
  backend: GatewayBackend,
): PolicyEffect {
  const protocol = fabricProtocol(state, backend);
  if (protocol.drops !== undefined || protocol.unknown) return protocol;
  const { route, service } = backend;
  if (service.type === 'ExternalName') return byName(state, backend);
  return route.kind === 'HTTPRoute' || route.kind === 'GRPCRoute'
    ? byAddress(state, backend)
    : {};
}

function byAddress(state: ClusterState, backend: GatewayBackend): PolicyEffect {
  const { gateway, service } = backend;
  const parameters = parametersOf(state, gateway, nginxProxies);
  const deciding = [
    ...state
      .inNamespace(upstreamSettingsPolicies, service.meta.namespace)
      .filter(policy => targetsService(policy, backend)),
    ...parameters.found,
  ].find(one => one.useClusterIp !== undefined);
  return {
    said: deciding
      ? {
          addressing: {
            effect: deciding.useClusterIp ? 'service-vip' : 'pod-ip',
            by: objectName(deciding),
            evidence: [
              evidenceOf(deciding, 'spec.useClusterIP', deciding.useClusterIp),
            ],
            source,
          },
        }
      : {},
    caveats: parameters.caveats,
  };
}

/**
 * An ExternalName Service is dialled by that name, which is the Host, too, unless a route sets another
 * (internal/controller/nginx/config/servers.go, createBaseProxySetHeaders).
 */
function byName(
  state: ClusterState,
  { gateway, rule, backend, service }: GatewayBackend,
): PolicyEffect {
  const { found, caveats } = parametersOf(state, gateway, nginxProxies);
  const resolver = found.find(({ resolvesNames }) => resolvesNames);
  if (!resolver && caveats.length === 0) {
    return {
      drops: `${objectName(
        service,
      )} is of type ExternalName, which takes spec.dnsResolver of an NginxProxy`,
    };
  }
  const isSet = rule.hostRewrite ?? backend.hostRewrite;
  if (isSet !== undefined || service.externalName === undefined) {
    return { caveats };
  }
  return {
    said: {
      host: {
        effect: service.externalName,
        by: 'spec.externalName',
        evidence: [
          evidenceOf(service, 'spec.externalName', service.externalName),
        ],
        source:
          'nginx/nginx-gateway-fabric internal/controller/nginx/config/servers.go (createBaseProxySetHeaders)',
      },
    },
    caveats,
  };
}
