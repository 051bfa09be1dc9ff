import type { VendorDescription } from '../vendorDescription';

const source =
  'hetznercloud/hcloud-cloud-controller-manager docs/reference/load_balancer_annotations.md';

export const hetznerLb: VendorDescription = {
  id: 'hetzner-lb',
  title: 'Hetzner Cloud load balancer',
  placement: 'cloud',
  statusWhenRefused: 502,
  classControllers: [],
  classNames: [],
  annotationPrefixes: ['load-balancer.hetzner.cloud/'],
  addressing: { default: 'node-port', source, switches: [] },
  host: { default: null, source, switches: [] },
  backend: { default: { protocol: 'tcp', tls: 'none' }, source, switches: [] },
};
