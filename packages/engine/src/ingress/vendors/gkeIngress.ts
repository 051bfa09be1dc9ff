import { text } from '../../state/read';
import {
  backendConfigCheckedPort,
  gkeIngressPolicies,
} from '../policies/gkeIngress';
import {
  appProtocolKeys,
  gkeProtocols,
  parsed,
  wantsGroup,
} from '../policies/gkeIngressSpec';
import type {
  BackendProtocol,
  Switch,
  SwitchSubject,
  VendorDescription,
} from '../vendorDescription';

const docs =
  'cloud.google.com/kubernetes-engine/docs/how-to/container-native-load-balancing';
const repository = 'kubernetes/ingress-gce';

/** JSON from port name to protocol; the older one hides the other, whatever ports it has. */
const appProtocols = (key: string): Switch<BackendProtocol> => ({
  on: 'service-annotation',
  key,
  effect: (value, subject) =>
    isHidden(key, subject) ? undefined : appProtocol(value, subject),
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
        effect: value => (wantsGroup(value) ? 'pod-ip' : undefined),
        source: docs,
      },
    ],
  },
  host: { default: null, source: docs, switches: [] },
  backend: {
    default: { protocol: 'http', tls: 'none' },
    source: 'cloud.google.com/kubernetes-engine/docs/concepts/ingress-xlb',
    switches: appProtocolKeys.map(appProtocols),
  },
  // It has no node ports, and no pods to make a group of: ErrBadSvcType.
  externalName: 'dropped',
  ingressPolicies: gkeIngressPolicies,
  checkedPort: backendConfigCheckedPort,
};

function isHidden(key: string, { service }: SwitchSubject): boolean {
  const [older] = appProtocolKeys;
  return key !== older && older in (service?.meta.annotations ?? {});
}

function appProtocol(
  value: string,
  { port }: SwitchSubject,
): BackendProtocol | undefined {
  const protocol = text(parsed(value), port?.name ?? '');
  return protocol === undefined ? undefined : gkeProtocols[protocol];
}
