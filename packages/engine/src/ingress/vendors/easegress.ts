import type { VendorDescription } from '../vendorDescription';

const source = 'easegress-io/easegress pkg/object/ingresscontroller';

/** It has no way to dial a Service, other than by an ExternalName. */
export const easegress: VendorDescription = {
  id: 'easegress',
  title: 'Easegress',
  placement: 'in-cluster',
  statusWhenRefused: 503,
  classControllers: ['megaease.com/ingress-controller'],
  classNames: ['easegress'],
  annotationPrefixes: ['easegress.ingress.kubernetes.io/'],
  pods: {
    labels: [{ app: 'easegress-ingress' }],
    images: ['megaease/easegress'],
  },
  serverName: {
    default: { of: 'address' },
    source,
    inferred: true,
    switches: [],
  },
  addressing: { default: 'pod-ip', source, switches: [] },
  host: { default: null, source, inferred: true, switches: [] },
  backend: {
    default: { protocol: 'http', tls: 'none' },
    source,
    switches: [
      {
        on: 'port-number',
        key: 'port 443',
        effect: value =>
          value === '443' ? { protocol: 'http', tls: 'edge' } : undefined,
        source,
      },
    ],
  },
  externalName: 'port',
  gatewayApi: {
    controllers: ['megaease.com/gateway-controller'],
    classNames: [],
    routes: ['HTTPRoute'],
    backendTlsPolicy: false,
    source: 'easegress-io/easegress pkg/object/gatewaycontroller',
  },
};
