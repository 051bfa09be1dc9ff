import type { VendorDescription } from '../vendorDescription';

const source = 'docs.airlock.com/microgateway';

/** Airlock Microgateway at a Gateway. As a sidecar in the pod of an application it is no edge. */
export const airlock: VendorDescription = {
  id: 'airlock',
  title: 'Airlock Microgateway',
  placement: 'in-cluster',
  statusWhenRefused: 503,
  classControllers: [],
  classNames: [],
  annotationPrefixes: ['microgateway.airlock.com/'],
  pods: {
    labels: [],
    images: ['airlock/microgateway-engine'],
    // Without a Gateway, the engine stands in the pod of an application.
    needsLabel: 'gateway.networking.k8s.io/gateway-name',
  },
  addressing: { default: 'pod-ip', source, inferred: true, switches: [] },
  host: { default: null, source, inferred: true, switches: [] },
  backend: {
    default: { protocol: 'http', tls: 'none' },
    source,
    inferred: true,
    switches: [],
  },
  gatewayApi: {
    controllers: ['microgateway.airlock.com/gatewayclass-controller'],
    classNames: ['airlock-microgateway'],
    routes: ['HTTPRoute'],
    rewritesHost: true,
    backendTlsPolicy: true,
    ownPods: { name: 'gateway.networking.k8s.io/gateway-name' },
    source,
  },
};
