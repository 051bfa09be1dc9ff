import type { VendorDescription } from '../vendorDescription';

const source =
  'cloud.google.com/kubernetes-engine/docs/concepts/multi-cluster-ingress';

/** Its MultiClusterIngresses live in the config cluster; member clusters see Services made from them. */
export const gkeMci: VendorDescription = {
  id: 'gke-mci',
  title: 'Google Cloud load balancer of several clusters',
  placement: 'cloud',
  statusWhenRefused: 502,
  classControllers: [],
  classNames: [],
  annotationPrefixes: ['networking.gke.io/', 'cloud.google.com/'],
  serverName: {
    default: '',
    source: 'compute.googleapis.com BackendServiceTlsSettings.sni',
    switches: [],
  },
  addressing: { default: 'pod-ip', source, switches: [] },
  host: { default: null, source, switches: [] },
  backend: { default: { protocol: 'http', tls: 'none' }, source, switches: [] },
};
