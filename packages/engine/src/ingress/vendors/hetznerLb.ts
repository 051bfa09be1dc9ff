import type { VendorDescription } from '../vendorDescription';

const source =
  'hetznercloud/hcloud-cloud-controller-manager docs/reference/load_balancer_annotations.md';

const prefix = 'load-balancer.hetzner.cloud';

export const hetznerLb: VendorDescription = {
  id: 'hetzner-lb',
  title: 'Hetzner Cloud load balancer',
  placement: 'cloud',
  statusWhenRefused: 502,
  classControllers: [],
  classNames: [],
  pods: {
    labels: [{ app: 'hcloud-cloud-controller-manager' }],
    images: ['hetznercloud/hcloud-cloud-controller-manager'],
  },
  annotationPrefixes: [`${prefix}/`],
  healthCheck: {
    default: 'connection',
    source,
    switches: [
      {
        on: 'service-annotation',
        key: `${prefix}/health-check-protocol`,
        effect: value => (value.startsWith('http') ? 'request' : undefined),
        source,
      },
    ],
  },
  addressing: { default: 'node-port', source, switches: [] },
  host: { default: null, source, switches: [] },
  backend: { default: { protocol: 'tcp', tls: 'none' }, source, switches: [] },
};
