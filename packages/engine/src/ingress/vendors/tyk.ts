import { tykTemplateSettings } from '../policies/tyk';
import type { HostSent, VendorDescription } from '../vendorDescription';

const operator =
  'TykTechnologies/tyk-operator controllers/ingress_controller.go';

/** Tyk sends the host of its target URL, unless an ApiDefinition keeps the client's. */
const ownHost: HostSent = {
  of: 'address',
  serviceAs: ({ meta }) => `${meta.name}.${meta.namespace}.svc.cluster.local`,
};

export const tyk: VendorDescription = {
  id: 'tyk',
  title: 'Tyk',
  placement: 'in-cluster',
  statusWhenRefused: 502,
  classControllers: [],
  classNames: ['tyk'],
  annotationPrefixes: ['tyk.io/'],
  pods: {
    labels: [],
    // The charts' own: TykTechnologies/tyk-charts components/tyk-gateway/values.yaml.
    images: [
      'tykio/tyk-gateway',
      'tykio/tyk-gateway-ee',
      'tyk-gateway/tyk-gateway',
      'tyk-gateway/tyk-gateway-ee',
    ],
    controlPlane: { labels: [], images: ['tykio/tyk-operator'] },
    classFlags: {
      name: { variable: 'WATCH_INGRESS_CLASS', default: 'tyk' },
    },
    goesByClassName: true,
  },
  serverName: { default: ownHost, source: operator, switches: [] },
  addressing: { default: 'service-vip', source: operator, switches: [] },
  host: {
    default: ownHost,
    source: operator,
    inferred: true,
    switches: [],
  },
  backend: {
    default: { protocol: 'http', tls: 'none' },
    source: operator,
    switches: [],
  },
  ingressPolicies: tykTemplateSettings,
};
