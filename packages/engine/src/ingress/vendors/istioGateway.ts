import type { VendorDescription } from '../vendorDescription';

const source = 'istio/istio pilot/pkg/networking/core/gateway.go';

/** Istio's own gateway. What it forwards is the mesh room's business; nothing here is asked. */
export const istioGateway: VendorDescription = {
  id: 'istio',
  title: 'Istio gateway',
  placement: 'in-cluster',
  statusWhenRefused: 503,
  classControllers: ['istio.io/ingress-controller'],
  classNames: ['istio'],
  addressing: { default: 'service-vip', source, switches: [] },
  host: { default: null, source, switches: [] },
  backend: { default: { protocol: 'http', tls: 'none' }, source, switches: [] },
};
