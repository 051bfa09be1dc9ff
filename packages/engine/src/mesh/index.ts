/** Istio's half of the truth: who is in the mesh, what is captured, accepted and sent. */
export { captured, inboundCapture, outboundCapture } from './capture';
export type { Captured } from './capture';
export { connect } from './connect';
export type { Arrival, Connection, GatewayConnection } from './connection';
export { readyEndpoints } from './endpoints';
export type { MeshEndpoint } from './endpoints';
export { gatewayRoutes, gatewayRoutesTo } from './gatewayRoutes';
export type { GatewayRoute, ObjectName } from './gatewayRoutes';
export { gatewayServers } from './gatewayServers';
export type { BoundServer } from './gatewayServers';
export { isIstios as isIstiosIngress } from './istioIngress';
export { isIstiosGateway, parentOf } from './gatewayApi';
export type { RouteParent } from './gatewayApi';
export { attachedParents, isolated } from './gatewayApiParents';
export { referenceAllowed } from './referenceAllowed';
export {
  membership,
  meshOf,
  podOf,
  podsByProxyRole,
  proxyRole,
} from './membership';
export type { Membership } from './membership';
export { meshConfig } from './meshConfig';
export type { MeshConfig } from './meshConfig';
export { mtlsMode } from './mtlsMode';
export type { MtlsMode } from './mtlsMode';
export { protocolOf } from './protocolSelection';
export type { Protocol } from './protocolSelection';
export { throughGateway } from './throughGateway';
export { hostsOverlap, fullHost, hostWithin, isWild } from './hostName';
export { ignoredPolicies, policiesOf } from './ignoredPolicies';
export type { IgnoredPolicy } from './ignoredPolicies';
export { injectionOf } from './injection';
export type { Injection } from './injection';
export { hostsForNamespace } from './meshGateway';
export { namespaceMode, policyBook, sidecarMode } from './peerAuthentication';
export { listenerProtocol } from './protocolSelection';
export { hostnameOf, servicesNamed } from './registry';
export type { RuleClient } from './destinationRule';
export { tlsTowards } from './ruleTowards';
export { followedSidecar, knowsService } from './serviceSight';
export { gatewaysUseWaypoint, waypointOf } from './waypoint';
export { serves } from './gatewayServers';
export { gatewayName } from './virtualService';
