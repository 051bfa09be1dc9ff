/** Istio's half of the truth: who is in the mesh, what is captured, accepted and sent. */
export { captured, inboundCapture, outboundCapture } from './capture';
export type { Captured } from './capture';
export { connect } from './connect';
export type { Arrival, Connection, GatewayConnection } from './connection';
export { readyEndpoints } from './endpoints';
export type { MeshEndpoint } from './endpoints';
export { gatewayRoutes } from './gatewayRoutes';
export type { GatewayRoute } from './gatewayRoutes';
export { membership, podOf, proxyRole } from './membership';
export type { Membership } from './membership';
export { meshConfig } from './meshConfig';
export type { MeshConfig } from './meshConfig';
export { mtlsMode } from './mtlsMode';
export type { MtlsMode } from './mtlsMode';
export { protocolOf } from './protocolSelection';
export type { Protocol } from './protocolSelection';
export { throughGateway } from './throughGateway';
