import type { VendorDescription } from '../vendorDescription';

const source =
  'kubernetes.io/docs/concepts/services-networking/service/#loadbalancer';

/** What a cloud makes for a Service of type LoadBalancer, or a node port: L4, no Host, no TLS of its own. */
export const loadBalancerService: VendorDescription = {
  id: 'service-load-balancer',
  title: 'load balancer of the Service',
  placement: 'cloud',
  statusWhenRefused: 502,
  classControllers: [],
  classNames: [],
  addressing: { default: 'node-port', source, switches: [] },
  host: { default: null, source, switches: [] },
  backend: { default: { protocol: 'tcp', tls: 'none' }, source, switches: [] },
  healthCheck: { default: 'connection', source, switches: [] },
};

/** What a Service's own way in is called where no product is known. */
export const openingTitles = {
  LoadBalancer: loadBalancerService.title,
  NodePort: 'node port of the Service',
  ExternalIP: 'external IP of the Service',
} as const;
