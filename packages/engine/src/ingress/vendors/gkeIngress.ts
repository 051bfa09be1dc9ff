import { text } from '../../state/read';
import type { BackendProtocol, VendorDescription } from '../vendorDescription';

const docs =
  'cloud.google.com/kubernetes-engine/docs/how-to/container-native-load-balancing';

export const gkeIngress: VendorDescription = {
  id: 'gke-ingress',
  title: 'Google Cloud load balancer',
  placement: 'cloud',
  statusWhenRefused: 502,
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
    default: { protocol: 'http', tls: 'none' },
    source: 'cloud.google.com/kubernetes-engine/docs/concepts/ingress-xlb',
    switches: [
      {
        on: 'service-annotation',
        key: 'cloud.google.com/app-protocols',
        effect: appProtocol,
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

/** The annotation holds JSON from port name to protocol; the load balancer speaks TLS for both. */
function appProtocol(value: string): BackendProtocol | undefined {
  if (value.includes('"HTTPS"')) return { protocol: 'http', tls: 'edge' };
  if (value.includes('"HTTP2"')) return { protocol: 'http2', tls: 'edge' };
  return undefined;
}
