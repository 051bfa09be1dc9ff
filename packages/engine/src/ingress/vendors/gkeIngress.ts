import { text } from '../../state/read';
import { gkeIngressPolicies } from '../policies/gkeIngress';
import type {
  BackendProtocol,
  Switch,
  SwitchSubject,
  VendorDescription,
} from '../vendorDescription';

const docs =
  'cloud.google.com/kubernetes-engine/docs/how-to/container-native-load-balancing';
const repository = 'kubernetes/ingress-gce';

const protocols: Readonly<Record<string, BackendProtocol | undefined>> = {
  HTTP: { protocol: 'http', tls: 'none' },
  // The load balancer speaks TLS for both of these.
  HTTPS: { protocol: 'http', tls: 'edge' },
  HTTP2: { protocol: 'http2', tls: 'edge' },
};

/** JSON from port name to protocol. */
const appProtocols = (key: string): Switch<BackendProtocol> => ({
  on: 'service-annotation',
  key,
  effect: appProtocol,
  source: `${repository} pkg/annotations/service.go (ApplicationProtocols)`,
});

export const gkeIngress: VendorDescription = {
  id: 'gke-ingress',
  title: 'Google Cloud load balancer',
  placement: 'cloud',
  statusWhenRefused: 502,
  // There is no IngressClass on GKE: it goes by the annotation, and takes what names no class at all
  // (kubernetes/ingress-gce pkg/utils/utils.go, IsGCEIngress).
  classControllers: [],
  classNames: ['gce', 'gce-internal', 'gce-regional-external'],
  nodeProvider: 'gce',
  classByAnnotation: true,
  annotationPrefixes: [
    'cloud.google.com/',
    'ingress.gcp.kubernetes.io/',
    'networking.gke.io/',
  ],
  clientTls: [
    'ingress.gcp.kubernetes.io/pre-shared-cert',
    'networking.gke.io/managed-certificates',
  ],
  serverName: {
    default: '',
    source: 'compute.googleapis.com BackendServiceTlsSettings.sni',
    switches: [],
  },
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
      appProtocols('service.alpha.kubernetes.io/app-protocols'),
      appProtocols('cloud.google.com/app-protocols'),
    ],
  },
  ingressPolicies: gkeIngressPolicies,
};

/** The annotation holds JSON: {"ingress": true}. */
function wantsNeg(value: string): boolean {
  const ingress = parsed(value)?.ingress;
  return ingress === true || ingress === 'true';
}

function appProtocol(
  value: string,
  { port }: SwitchSubject,
): BackendProtocol | undefined {
  const protocol = text(parsed(value), port?.name ?? '');
  return protocol === undefined ? undefined : protocols[protocol];
}

function parsed(json: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null
      ? Object.fromEntries(Object.entries(value))
      : undefined;
  } catch {
    return undefined;
  }
}
