import { emissaryIngressPolicies } from '../policies/emissary';
import type { VendorDescription } from '../vendorDescription';

const source =
  'emissary-ingress/emissary python/ambassador/src/ambassador/ir/irserviceresolver.py';

export const emissary: VendorDescription = {
  id: 'emissary',
  title: 'Emissary-ingress',
  // python/ambassador/fetch/ingress.py
  classPrecedence: 'either',
  placement: 'in-cluster',
  statusWhenRefused: 503,
  classControllers: ['getambassador.io/ingress-controller'],
  classNames: ['ambassador'],
  pods: {
    labels: [
      { 'app.kubernetes.io/name': 'emissary-ingress' },
      { product: 'aes' },
    ],
    images: [
      'emissary-ingress/emissary',
      'emissaryingress/emissary',
      'datawire/aes',
    ],
    // emissary-ingress/emissary cmd/entrypoint/env.go (IsAmbassadorSingleNamespace)
    watches: [{ variable: 'AMBASSADOR_SINGLE_NAMESPACE', by: 'own namespace' }],
  },
  externalName: 'port',
  ingressPolicies: emissaryIngressPolicies,
  annotationPrefixes: ['getambassador.io/'],
  // Mappings say the rest (emissaryRoutes.ts); these hold for its Ingress support.
  addressing: { default: 'service-vip', source, switches: [] },
  host: { default: null, source, switches: [] },
  backend: { default: { protocol: 'http', tls: 'none' }, source, switches: [] },
};
