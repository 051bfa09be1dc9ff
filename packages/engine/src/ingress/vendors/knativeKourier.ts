import type { VendorDescription } from '../vendorDescription';

const source =
  'knative-extensions/net-kourier pkg/generator/ingress_translator.go';

/** Its routes are Knative's own Ingresses (knativeRoutes.ts); it takes no others. */
export const knativeKourier: VendorDescription = {
  id: 'knative-kourier',
  title: 'Kourier',
  placement: 'in-cluster',
  statusWhenRefused: 503,
  classControllers: [],
  classNames: [],
  annotationPrefixes: ['networking.knative.dev/'],
  pods: { labels: [{ app: '3scale-kourier-gateway' }], images: [] },
  serverName: { default: '', source, switches: [] },
  addressing: { default: 'pod-ip', source, switches: [] },
  host: { default: null, source, switches: [] },
  backend: {
    default: { protocol: 'http', tls: 'none' },
    source,
    switches: [
      {
        on: 'port-name',
        key: 'a port name of HTTP/2',
        effect: value =>
          value === 'http2' || value === 'h2c'
            ? { protocol: 'http2', tls: 'none' }
            : undefined,
        source,
      },
      {
        on: 'port-name',
        key: 'port name https',
        effect: value =>
          value === 'https' ? { protocol: 'http', tls: 'edge' } : undefined,
        source,
      },
    ],
  },
  externalName: 'port',
};
