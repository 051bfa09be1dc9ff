import type { VendorDescription } from '../vendorDescription';

const source = 'knative.dev/docs/install/installing-istio';

/**
 * Knative's Ingresses at an Istio gateway. What it writes are Gateways and VirtualServices: the mesh
 * room binds those, and nothing here is asked.
 */
export const knativeNetIstio: VendorDescription = {
  id: 'knative-net-istio',
  title: 'Knative net-istio',
  placement: 'in-cluster',
  statusWhenRefused: 503,
  classControllers: [],
  classNames: [],
  annotationPrefixes: ['networking.knative.dev/'],
  addressing: { default: 'pod-ip', source, switches: [] },
  host: { default: null, source, switches: [] },
  backend: { default: { protocol: 'http', tls: 'none' }, source, switches: [] },
};
