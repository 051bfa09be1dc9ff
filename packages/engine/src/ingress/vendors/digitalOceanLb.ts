import type { VendorDescription } from '../vendorDescription';

const source =
  'digitalocean/digitalocean-cloud-controller-manager docs/controllers/services/annotations.md';

export const digitalOceanLb: VendorDescription = {
  id: 'digitalocean-lb',
  title: 'DigitalOcean load balancer',
  placement: 'cloud',
  statusWhenRefused: 503,
  classControllers: [],
  classNames: [],
  annotationPrefixes: ['service.beta.kubernetes.io/do-loadbalancer-'],
  addressing: { default: 'node-port', source, switches: [] },
  host: { default: null, source, switches: [] },
  backend: { default: { protocol: 'tcp', tls: 'none' }, source, switches: [] },
};
