/**
 * Backend plugin that follows clusters and serves how ingress reaches their services and whether every
 * hop is mTLS.
 *
 * @packageDocumentation
 */
export { ingressPosturePlugin as default } from './plugin';
