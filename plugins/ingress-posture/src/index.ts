/**
 * How ingress reaches a service, and whether every hop is mTLS: entity tab, card and fleet page.
 *
 * @packageDocumentation
 */
export { ingressPostureApiRef } from './api';
export { ingressPostureTranslationRef } from './translation';
export { isIngressPostureAvailable } from './isIngressPostureAvailable';
export {
  EntityIngressPostureCard,
  EntityIngressPostureContent,
  EntityIngressPostureSummaryCard,
  IngressPosturePage,
  ingressPosturePlugin,
} from './plugin';
