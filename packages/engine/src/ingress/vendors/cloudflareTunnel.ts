import { carriedProtocol } from '../dial/carriedProtocol';
import type { BackendProtocol, VendorDescription } from '../vendorDescription';

const prefix = 'cloudflare-tunnel-ingress-controller.strrl.dev';
const docs =
  'STRRL/cloudflare-tunnel-ingress-controller docs/reference/annotations';
const origin = 'cloudflare/cloudflared ingress/origin_proxy.go';

const protocols: Readonly<Record<string, BackendProtocol | undefined>> = {
  http: { protocol: 'http', tls: 'none' },
  https: { protocol: 'http', tls: 'edge' },
  ssh: { protocol: 'tcp', tls: 'none' },
  rdp: { protocol: 'tcp', tls: 'none' },
};

/**
 * cloudflared dials out to Cloudflare, and what comes back it sends to the URL of its rule. The rules
 * come from its ConfigMap (cloudflaredRoutes.ts), or from Ingresses by a community controller.
 */
export const cloudflareTunnel: VendorDescription = {
  id: 'cloudflare-tunnel',
  title: 'Cloudflare Tunnel',
  placement: 'in-cluster',
  statusWhenRefused: 502,
  classControllers: ['strrl.dev/cloudflare-tunnel-ingress-controller'],
  classNames: ['cloudflare-tunnel'],
  pods: {
    labels: [
      { app: 'cloudflared' },
      { app: 'controlled-cloudflared-connector' },
    ],
    images: ['cloudflare/cloudflared'],
    controlPlane: {
      labels: [
        { 'app.kubernetes.io/name': 'cloudflare-tunnel-ingress-controller' },
      ],
      images: ['strrl/cloudflare-tunnel-ingress-controller'],
    },
  },
  annotationPrefixes: [`${prefix}/`],
  addressing: { default: 'service-vip', source: origin, switches: [] },
  host: {
    default: null,
    source: origin,
    switches: [
      {
        on: 'route-annotation',
        key: `${prefix}/http-host-header`,
        effect: value => (value === '' ? undefined : value),
        source: `${docs} (http-host-header)`,
      },
    ],
  },
  backend: {
    default: { protocol: 'http', tls: 'none' },
    source: `${docs} (backend-protocol)`,
    switches: [
      {
        on: 'route-annotation',
        key: `${prefix}/backend-protocol`,
        effect: (value, { service, port }) =>
          value === 'tcp' && service && port
            ? carriedProtocol(service, port)
            : protocols[value],
        source: `${docs} (backend-protocol)`,
      },
    ],
  },
};
