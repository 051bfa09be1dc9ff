/**
 * What other modules can add to ingress-posture.
 *
 * @packageDocumentation
 */
export * from './clusterSource';
export * from './clusterSourceType';
export * from './extensionPoints';
