import type { Dial } from '../dial/dial';
import type { VendorDescription } from '../vendorDescription';

const source =
  'digitalocean/digitalocean-cloud-controller-manager docs/controllers/services/annotations.md';

const code =
  'digitalocean/digitalocean-cloud-controller-manager cloud-controller-manager/do/loadbalancers.go';
const prefix = 'service.beta.kubernetes.io/do-loadbalancer';

const types: Readonly<Record<string, Dial['addressing'] | undefined>> = {
  REGIONAL: 'node-port',
  REGIONAL_NETWORK: 'service-vip',
};

export const digitalOceanLb: VendorDescription = {
  id: 'digitalocean-lb',
  title: 'DigitalOcean load balancer',
  placement: 'cloud',
  statusWhenRefused: 503,
  classControllers: [],
  classNames: [],
  annotationPrefixes: [`${prefix}-`],
  addressing: {
    // The network one leaves the address as it is, and the Service port: buildRegionalNetworkForwardingRule.
    default: 'service-vip',
    source: 'docs.digitalocean.com/release-notes/kubernetes (1.33)',
    switches: [
      {
        on: 'service-annotation',
        key: `${prefix}-type`,
        effect: value => types[value],
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
