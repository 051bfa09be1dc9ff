import type { VendorDescription } from '../vendorDescription';

const source =
  'digitalocean/digitalocean-cloud-controller-manager docs/controllers/services/annotations.md';

const code =
  'digitalocean/digitalocean-cloud-controller-manager cloud-controller-manager/do/loadbalancers.go';
const prefix = 'service.beta.kubernetes.io/do-loadbalancer';

export const digitalOceanLb: VendorDescription = {
  id: 'digitalocean-lb',
  title: 'DigitalOcean load balancer',
  placement: 'cloud',
  statusWhenRefused: 503,
  classControllers: [],
  classNames: [],
  annotationPrefixes: [`${prefix}-`],
  addressing: {
    default: 'node-port',
    source,
    switches: [
      // It leaves the address as it is, and the Service port: buildRegionalNetworkForwardingRule.
      {
        on: 'service-annotation',
        key: `${prefix}-type`,
        effect: value =>
          value === 'REGIONAL_NETWORK' ? 'service-vip' : undefined,
        source: code,
      },
    ],
  },
  // It asks kube-proxy, unless it is told to ask a port of the Service: buildHealthCheck.
  healthCheck: {
    default: 'none',
    source: code,
    switches: [
      {
        on: 'service-annotation',
        key: `${prefix}-override-health-check`,
        effect: (_, { service }) => {
          const { annotations = {} } = service?.meta ?? {};
          const protocol = annotations[`${prefix}-healthcheck-protocol`];
          const isHttp = protocol
            ? protocol.startsWith('http')
            : Boolean(annotations[`${prefix}-healthcheck-path`]);
          return isHttp ? 'request' : 'connection';
        },
        source: code,
      },
    ],
  },
  host: { default: null, source, switches: [] },
  backend: { default: { protocol: 'tcp', tls: 'none' }, source, switches: [] },
};
