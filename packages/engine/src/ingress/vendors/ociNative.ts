import { carriedProtocol } from '../dial/carriedProtocol';
import { ociIngressPolicies } from '../policies/ociNative';
import type { VendorDescription } from '../vendorDescription';

const prefix = 'oci-native-ingress.oraclecloud.com';
const repository = 'oracle/oci-native-ingress-controller';

export const ociNative: VendorDescription = {
  id: 'oci-native',
  title: 'Oracle Cloud load balancer',
  placement: 'cloud',
  statusWhenRefused: 502,
  classControllers: ['oci.oraclecloud.com/native-ingress-controller'],
  classNames: ['native-ic-ingress-class'],
  // pkg/util/util.go (GetIngressClass)
  annotatedClass: 'ignored',
  pods: {
    labels: [{ 'app.kubernetes.io/name': 'oci-native-ingress-controller' }],
    images: ['oracle/oci-native-ingress-controller'],
    classFlags: {
      controller: {
        flag: '--controller-class',
        default: 'oci.oraclecloud.com/native-ingress-controller',
      },
    },
  },
  annotationPrefixes: [`${prefix}/`],
  clientTls: [`${prefix}/certificate-ocid`],
  addressing: {
    default: 'pod-ip',
    source: `${repository} GettingStarted.md`,
    switches: [],
  },
  host: { default: null, source: repository, switches: [] },
  backend: {
    default: { protocol: 'http', tls: 'none' },
    source: `${repository} pkg/state/ingressstate.go`,
    switches: [
      {
        on: 'route-annotation',
        key: `${prefix}/protocol`,
        effect: (value, { service, port }) =>
          value.toUpperCase() === 'TCP' && service && port
            ? carriedProtocol(service, port)
            : undefined,
        source: `${repository} pkg/util/util.go (GetIngressProtocol)`,
      },
    ],
  },
  externalName: 'dropped',
  healthCheck: {
    default: 'connection',
    source: `${repository} pkg/util/util.go (GetHealthChecker)`,
    switches: [
      {
        on: 'route-annotation',
        key: `${prefix}/healthcheck-protocol`,
        effect: value =>
          value.toUpperCase() === 'HTTP' ? 'request' : undefined,
        source: `${repository} pkg/util/util.go (GetIngressHealthCheckProtocol)`,
      },
    ],
  },
  ingressPolicies: ociIngressPolicies,
};
