/**
 * What a source of Kubernetes objects is to ingress-posture.
 *
 * @packageDocumentation
 */
export * from './clusterSource';
