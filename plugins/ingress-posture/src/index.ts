/**
 * How ingress reaches a service, and whether every hop is mTLS: entity tab, card and fleet page.
 *
 * @packageDocumentation
 */
export { ingressPostureApiRef } from './api';
export { isIngressPostureAvailable } from './isIngressPostureAvailable';
export {
  EntityIngressPostureCard,
  EntityIngressPostureContent,
  IngressPosturePage,
  ingressPosturePlugin,
} from './plugin';
