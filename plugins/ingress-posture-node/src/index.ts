/**
 * What other modules can add to ingress-posture.
 *
 * @packageDocumentation
 */
export * from './clientOnBehalfOf';
export * from './clusterSource';
export * from './clusterSourceType';
export * from './extensionPoints';
export * from './permissions/conditions';
export * from './permissions/resource';
export * from './permissions/rules';
