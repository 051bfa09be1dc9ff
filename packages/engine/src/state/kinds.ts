import { KindDefinition, kindKey } from './kindDefinition';
import { configMaps } from './kinds/configMap';
import {
  ambassadorModules,
  emissaryAuthServices,
  emissaryHosts,
  emissaryRateLimitServices,
  kubernetesEndpointResolvers,
  mappings,
  tcpMappings,
  tlsContexts,
} from './kinds/emissary';
import { endpointSlices } from './kinds/endpointSlice';
import { ingresses } from './kinds/ingress';
import { ingressClasses } from './kinds/ingressClass';
import { namespaces } from './kinds/namespace';
import { networkPolicies } from './kinds/networkPolicy';
import { nodes } from './kinds/node';
import { peerAuthentications } from './kinds/peerAuthentication';
import { pods } from './kinds/pod';
import { services } from './kinds/service';
import { authorizationPolicies } from './kinds/authorizationPolicy';
import { backendTlsPolicies } from './kinds/backendTlsPolicy';
import { destinationRules } from './kinds/destinationRule';
import { envoyFilters } from './kinds/envoyFilter';
import { gateways } from './kinds/gateway';
import { gatewayClasses } from './kinds/gatewayClass';
import { grpcRoutes } from './kinds/grpcRoute';
import { listenerSetKinds } from './kinds/listenerSet';
import { httpRoutes } from './kinds/httpRoute';
import { istioGateways } from './kinds/istioGateway';
import { referenceGrants } from './kinds/referenceGrant';
import { serviceEntries } from './kinds/serviceEntry';
import { sidecars } from './kinds/sidecar';
import { tcpRoutes } from './kinds/tcpRoute';
import { tlsRoutes } from './kinds/tlsRoute';
import {
  contourConfigurations,
  contourExtensionServices,
  httpProxies,
} from './kinds/contour';
import { envoyGatewayKinds } from './kinds/envoyGateway';
import { glooKinds } from './kinds/gloo';
import { agentgatewayKinds } from './kinds/agentgateway';
import { kgatewayKinds } from './kinds/kgateway';
import { nginxGatewayFabricKinds } from './kinds/nginxGatewayFabric';
import { traefikKinds } from './kinds/traefik';
import { udpRoutes } from './kinds/udpRoute';
import { virtualServices } from './kinds/virtualService';
import { mutatingWebhooks, validatingWebhooks } from './kinds/webhook';
import { workloadEntries } from './kinds/workloadEntry';
import { aviHttpRules } from './kinds/aviHttpRule';
import {
  eksIngressClassParams,
  ingressClassParams,
} from './kinds/awsIngressClassParams';
import {
  eksTargetGroupBindings,
  targetGroupBindings,
} from './kinds/awsTargetGroupBinding';
import { loadBalancerConfigurations } from './kinds/awsLoadBalancerConfiguration';
import { targetGroupConfigurations } from './kinds/awsTargetGroupConfiguration';
import {
  azureBackendTlsPolicies,
  azureIngressExtensions,
} from './kinds/azureBackends';
import { azureProhibitedTargets } from './kinds/azureProhibitedTarget';
import {
  f5IngressLinks,
  f5TlsProfiles,
  f5TransportServers,
  f5VirtualServers,
} from './kinds/f5';
import { gkeBackendConfigs } from './kinds/gkeBackendConfig';
import { multiClusterIngresses } from './kinds/multiClusterIngress';
import { multiClusterServices } from './kinds/multiClusterService';
import {
  apisixGlobalRules,
  apisixPluginConfigs,
  apisixRoutes,
  apisixTrafficPolicies,
  apisixUpstreams,
} from './kinds/apisixRoute';
import { haproxyTcps } from './kinds/haproxyTcp';
import { knativeIngresses } from './kinds/knativeIngress';
import { kongConsumerGroups, kongConsumers } from './kinds/kongConsumer';
import { kongClusterPlugins, kongPlugins } from './kinds/kongPlugin';
import { kongServiceFacades } from './kinds/kongServiceFacade';
import {
  kongClassParameters,
  kongIngresses,
  kongTcpIngresses,
} from './kinds/kongTcpIngress';
import { netscalerHttpRoutes } from './kinds/netscalerHttpRoute';
import { netscalerListeners } from './kinds/netscalerListener';
import { nginxPolicies } from './kinds/nginxPolicy';
import { nginxTransportServers } from './kinds/nginxTransportServer';
import {
  nginxVirtualServerRoutes,
  nginxVirtualServers,
} from './kinds/nginxVirtualServer';
import {
  ngrokAgentEndpoints,
  olderNgrokAgentEndpoints,
} from './kinds/ngrokAgentEndpoint';
import { openshiftRoutes } from './kinds/openshiftRoute';
import { routeGroups } from './kinds/skipperRouteGroup';
import { tykApiDefinitions } from './kinds/tykApiDefinition';
import {
  airlockSidecarGateways,
  tykOasApiDefinitions,
} from './kinds/unreadRoutes';
import { voyagerIngresses } from './kinds/voyagerIngress';
import { text } from './read';

/**
 * Everything the engine reads, in one table: watches, the ClusterRole, the page of permissions and
 * "what could not be read" are derived from it.
 */
export const kinds: readonly KindDefinition[] = [
  namespaces,
  nodes,
  pods,
  services,
  endpointSlices,
  configMaps,
  ingresses,
  ingressClasses,
  networkPolicies,
  validatingWebhooks,
  mutatingWebhooks,
  peerAuthentications,
  destinationRules,
  virtualServices,
  istioGateways,
  sidecars,
  serviceEntries,
  workloadEntries,
  envoyFilters,
  authorizationPolicies,
  gatewayClasses,
  gateways,
  ...listenerSetKinds,
  httpRoutes,
  grpcRoutes,
  tlsRoutes,
  tcpRoutes,
  udpRoutes,
  referenceGrants,
  backendTlsPolicies,
  mappings,
  tcpMappings,
  tlsContexts,
  emissaryHosts,
  emissaryAuthServices,
  emissaryRateLimitServices,
  ambassadorModules,
  kubernetesEndpointResolvers,
  aviHttpRules,
  eksIngressClassParams,
  ingressClassParams,
  eksTargetGroupBindings,
  targetGroupBindings,
  loadBalancerConfigurations,
  targetGroupConfigurations,
  azureBackendTlsPolicies,
  azureIngressExtensions,
  azureProhibitedTargets,
  f5IngressLinks,
  f5TlsProfiles,
  f5TransportServers,
  f5VirtualServers,
  gkeBackendConfigs,
  multiClusterIngresses,
  multiClusterServices,
  apisixRoutes,
  apisixUpstreams,
  apisixTrafficPolicies,
  apisixPluginConfigs,
  apisixGlobalRules,
  haproxyTcps,
  knativeIngresses,
  kongTcpIngresses,
  kongClassParameters,
  kongIngresses,
  kongPlugins,
  kongClusterPlugins,
  kongConsumers,
  kongConsumerGroups,
  kongServiceFacades,
  netscalerHttpRoutes,
  netscalerListeners,
  nginxVirtualServers,
  nginxVirtualServerRoutes,
  nginxTransportServers,
  nginxPolicies,
  ngrokAgentEndpoints,
  olderNgrokAgentEndpoints,
  openshiftRoutes,
  routeGroups,
  tykApiDefinitions,
  tykOasApiDefinitions,
  airlockSidecarGateways,
  voyagerIngresses,
  ...traefikKinds,
  httpProxies,
  contourConfigurations,
  contourExtensionServices,
  ...envoyGatewayKinds,
  ...glooKinds,
  ...kgatewayKinds,
  ...agentgatewayKinds,
  ...nginxGatewayFabricKinds,
];

const byKey: ReadonlyMap<string, KindDefinition> = new Map(
  kinds.map(kind => [kind.key, kind]),
);

/** Groups that Kubernetes has moved a kind out of, and that old manifests still name. */
export const movedKinds = [
  { group: 'extensions', kind: 'Ingress', to: ingresses },
  { group: 'extensions', kind: 'NetworkPolicy', to: networkPolicies },
] as const;

const moved: ReadonlyMap<string, KindDefinition> = new Map(
  movedKinds.map(one => [kindKey(one), one.to]),
);

/** The definition of an object's kind, undefined when no rule reads it. */
export function kindOf(object: unknown): KindDefinition | undefined {
  const kind = text(object, 'kind');
  const apiVersion = text(object, 'apiVersion');
  if (kind === undefined || apiVersion === undefined) return undefined;
  const slash = apiVersion.indexOf('/');
  const group = slash < 0 ? '' : apiVersion.slice(0, slash);
  const key = kindKey({ group, kind });
  return byKey.get(key) ?? moved.get(key);
}
