/** Istio's half of the truth: who is in the mesh, what is captured, accepted and sent. */
export { prepareScopes } from './sidecarScope/prepareScopes';
export { captured, inboundCapture, outboundCapture } from './workload/capture';
export type { Captured } from './workload/capture';
export { identityOf, principalOf } from './authorization/peer';
export type { Identity } from './authorization/peer';
export { policiesOfPod } from './authorization/policiesFor';
export { connect } from './connect';
export type { Arrival, Connection, GatewayConnection } from './connection';
export { readyEndpoints } from './registry/endpoints';
export type { MeshEndpoint } from './registry/endpoints';
export { gatewayRoutes, gatewayRoutesTo } from './gateway/gatewayRoutes';
export type { GatewayRoute, ObjectName } from './gateway/gatewayRoutes';
export { gatewayServers } from './gateway/gatewayServers';
export type { BoundServer } from './gateway/gatewayServers';
export { isIstios as isIstiosIngress } from './gateway/istioIngress';
export {
  isIstiosGateway,
  istioTakes,
  listenersOf,
  parentOf,
} from './gateway/gatewayApi';
export { letsIn, listenerSetsOf, withoutClashes } from './gateway/listenerSets';
export { faultsOf, reportedFaults } from './gateway/brokenListeners';
export { listenerName } from './gateway/listenerStatus';
export type { OwnedListener } from './gateway/listenerStatus';
export type { RouteParent } from './gateway/gatewayApi';
export { attachedParents, isolated } from './gateway/gatewayApiParents';
export { referenceAllowed } from './gateway/referenceAllowed';
export {
  membership,
  meshOf,
  podOf,
  podsByProxyRole,
  proxyRole,
} from './workload/membership';
export type { Membership } from './workload/membership';
export { meshConfig } from './controlPlane/meshConfig';
export { meshConfigFor } from './controlPlane/revision';
export type { MeshConfig } from './controlPlane/meshConfig';
export { mtlsMode } from './policy/mtlsMode';
export type { MtlsMode } from './policy/mtlsMode';
export { protocolOf } from './outbound/protocolSelection';
export type { Protocol } from './outbound/protocolSelection';
export { throughGateway } from './gateway/throughGateway';
export {
  hostsOverlap,
  fullHost,
  hostWithin,
  isWild,
} from './registry/hostName';
export { ignoredPolicies, policiesOf } from './policy/ignoredPolicies';
export type { IgnoredPolicy } from './policy/ignoredPolicies';
export { injectionOf } from './workload/injection';
export { injectorsAsked } from './workload/injectors';
export type { Injection } from './workload/injection';
export { hostsForNamespace } from './gateway/meshGateway';
export {
  namespaceMode,
  policiesSelecting,
  policyBook,
  sidecarMode,
} from './policy/peerAuthentication';
export { listenerProtocol } from './outbound/protocolSelection';
export { hostnameOf, servicesNamed } from './registry/registry';
export type { RuleClient } from './destinationRule/destinationRule';
export { tlsTowards } from './destinationRule/ruleTowards';
export { followedSidecar, knowsService } from './sidecarScope/serviceSight';
export { gatewaysUseWaypoint, waypointOf } from './ambient/waypoint';
export { serves } from './gateway/gatewayServers';
export { gatewayName } from './routes/virtualService';
