import type { VendorDescription } from '../vendorDescription';

const source = 'bfenetworks/ingress-bfe docs';

export const bfe: VendorDescription = {
  id: 'bfe',
  title: 'BFE Ingress Controller',
  placement: 'in-cluster',
  statusWhenRefused: 502,
  classControllers: ['bfe-networks.com/ingress-controller'],
  classNames: ['bfe'],
  annotationPrefixes: ['bfe.ingress.kubernetes.io/'],
  pods: {
    labels: [{ app: 'bfe-ingress-controller' }],
    images: ['bfenetworks/bfe-ingress-controller'],
  },
  addressing: { default: 'pod-ip', source, inferred: true, switches: [] },
  host: { default: null, source, inferred: true, switches: [] },
  backend: {
    default: { protocol: 'http', tls: 'none' },
    source,
    inferred: true,
    switches: [],
  },
};
