import type { VendorDescription } from '../vendorDescription';

const source = 'voyagermesh.com/docs';

/** One HAProxy for each Ingress, in the namespace of that. */
export const voyager: VendorDescription = {
  id: 'voyager',
  title: 'Voyager',
  placement: 'in-cluster',
  statusWhenRefused: 503,
  classControllers: [],
  classNames: ['voyager'],
  annotationPrefixes: ['ingress.appscode.com/'],
  pods: { labels: [{ origin: 'voyager' }], images: ['appscode/haproxy'] },
  serverName: { default: '', source, switches: [] },
  addressing: { default: 'pod-ip', source, inferred: true, switches: [] },
  host: { default: null, source, inferred: true, switches: [] },
  backend: {
    default: { protocol: 'http', tls: 'none' },
    source,
    inferred: true,
    switches: [],
  },
  endOfLife: {
    date: '2022-01-10',
    text: 'Voyager has had no release since January 2022.',
    successor:
      'a maintained ingress controller, or a Gateway API implementation',
    source: 'github.com/voyagermesh/voyager/releases',
  },
};
