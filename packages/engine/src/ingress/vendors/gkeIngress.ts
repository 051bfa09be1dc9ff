import { text } from '../../state/read';
import type { VendorDescription } from '../vendorDescription';

const docs =
  'cloud.google.com/kubernetes-engine/docs/how-to/container-native-load-balancing';

export const gkeIngress: VendorDescription = {
  id: 'gke-ingress',
  title: 'Google Cloud load balancer (GKE Ingress)',
  placement: 'cloud',
  classControllers: ['k8s.io/ingress-gce'],
  classNames: ['gce', 'gce-internal'],
  addressing: {
    default: 'node-port',
    source: docs,
    switches: [
      {
        on: 'service-annotation',
        key: 'cloud.google.com/neg',
        effect: value => (wantsNeg(value) ? 'pod-ip' : undefined),
        source: docs,
      },
    ],
  },
  host: { default: null, source: docs, switches: [] },
  backend: {
    default: { protocol: 'http', tls: false },
    source: 'cloud.google.com/kubernetes-engine/docs/concepts/ingress-xlb',
    switches: [
      {
        on: 'service-annotation',
        key: 'cloud.google.com/app-protocols',
        effect: value =>
          /"HTTPS"/.test(value)
            ? { protocol: 'http', tls: true }
            : /"HTTP2"/.test(value)
            ? { protocol: 'http2', tls: true }
            : undefined,
        source: 'cloud.google.com/kubernetes-engine/docs/concepts/ingress-xlb',
      },
    ],
  },
};

/** The annotation holds JSON: {"ingress": true}. */
function wantsNeg(value: string): boolean {
  try {
    const parsed: unknown = JSON.parse(value);
    const ingress =
      typeof parsed === 'object' && parsed !== null && 'ingress' in parsed
        ? parsed.ingress
        : undefined;
    return ingress === true || text(ingress) === 'true';
  } catch {
    return false;
  }
}
