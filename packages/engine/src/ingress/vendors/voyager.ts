import { isOn, voyagerIngress } from '../policies/voyager';
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
  ingressPolicies: voyagerIngress,
  externalName: 'port',
  addressing: {
    default: 'pod-ip',
    source: 'voyagermesh/voyager pkg/ingress/parser.go (getEndpoints)',
    switches: [],
  },
  host: { default: null, source, inferred: true, switches: [] },
  backend: {
    default: { protocol: 'http', tls: 'none' },
    source,
    switches: [
      {
        on: 'route-annotation',
        key: 'ingress.appscode.com/ssl-passthrough',
        effect: value =>
          isOn(value) ? { protocol: 'tcp', tls: 'client' } : undefined,
        source: `${source}/guides/ingress/configuration/ssl-passthrough`,
      },
      {
        on: 'service-annotation',
        key: 'ingress.appscode.com/backend-tls',
        effect: value =>
          /^ssl\b/.test(value.trim())
            ? { protocol: 'http', tls: 'edge' }
            : undefined,
        source: `${source}/guides/ingress/tls/backend-tls`,
      },
    ],
  },
  endOfLife: {
    date: '2022-01-10',
    text: 'Voyager has had no release since January 2022.',
    successor:
      'a maintained ingress controller, or a Gateway API implementation',
    source: 'github.com/voyagermesh/voyager/releases',
  },
};
