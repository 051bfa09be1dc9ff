import type {
  BackendProtocol,
  Setting,
  VendorDescription,
} from '../vendorDescription';

const docs =
  'docs.cloud.google.com/kubernetes-engine/docs/how-to/gatewayclass-capabilities';

const protocols: Readonly<Record<string, BackendProtocol | undefined>> = {
  HTTPS: { protocol: 'http', tls: 'edge' },
  HTTP2: { protocol: 'http2', tls: 'edge' },
  'kubernetes.io/h2c': { protocol: 'http2', tls: 'none' },
};

const classes = [
  'gke-l7-global-external-managed',
  'gke-l7-regional-external-managed',
  'gke-l7-cross-regional-internal-managed',
  'gke-l7-rilb',
  'gke-l7-gxlb',
];

const backend: Setting<BackendProtocol> = {
  default: { protocol: 'http', tls: 'none' },
  source: docs,
  switches: [
    {
      on: 'app-protocol',
      key: 'appProtocol of the Service port',
      effect: value => protocols[value],
      source: docs,
    },
  ],
};

export const gkeGateway: VendorDescription = {
  id: 'gke-gateway',
  title: 'Google Cloud load balancer',
  placement: 'cloud',
  statusWhenRefused: 502,
  classControllers: [],
  classNames: [],
  annotationPrefixes: ['networking.gke.io/'],
  serverName: {
    default: '',
    source: 'compute.googleapis.com BackendServiceTlsSettings.sni',
    switches: [],
  },
  addressing: { default: 'pod-ip', source: docs, switches: [] },
  host: { default: null, source: docs, switches: [] },
  backend,
  // Its network endpoint groups are made of pods, and it has none.
  externalName: 'dropped',
  gatewayApi: {
    controllers: ['networking.gke.io/gateway'],
    classNames: classes.flatMap(name => [name, `${name}-mc`]),
    routes: ['HTTPRoute'],
    backend,
    backendTlsPolicy: true,
    source: docs,
  },
};
