import type { Dial } from '../dial/dial';
import { aviGateway, aviIngressPolicies } from '../policies/aviAko';
import type { VendorDescription } from '../vendorDescription';

const repository = 'vmware/load-balancer-and-ingress-services-for-kubernetes';
const values = `${repository} docs/values.md (L7Settings.serviceType)`;

const serviceTypes: Readonly<Record<string, Dial['addressing'] | undefined>> = {
  ClusterIP: 'pod-ip',
  NodePort: 'node-port',
  // Antrea opens a port on the node of each pod: a connection to it ends at that pod.
  NodePortLocal: 'pod-ip',
};

/** Avi's Service Engines, outside the cluster; only AKO, their controller, runs here. */
export const aviAko: VendorDescription = {
  id: 'avi-ako',
  title: 'Avi load balancer',
  placement: 'cloud',
  statusWhenRefused: 502,
  classControllers: ['ako.vmware.com/avi-lb'],
  classNames: ['avi-lb'],
  pods: {
    labels: [{ 'app.kubernetes.io/name': 'ako' }],
    images: ['ako/ako'],
    configMapName: 'avi-k8s-config',
  },
  annotationPrefixes: ['ako.vmware.com/', 'passthrough.ako.vmware.com/'],
  // With a certificate of AKO's own (docs/ingress/ingress.md, default Secret).
  clientTls: ['ako.vmware.com/enable-tls'],
  addressing: {
    default: 'pod-ip',
    source: values,
    switches: [
      {
        on: 'config-map',
        key: 'serviceType',
        effect: value => serviceTypes[value],
        source: values,
      },
    ],
  },
  host: { default: null, source: repository, switches: [] },
  backend: {
    default: { protocol: 'http', tls: 'none' },
    source: `${repository} docs/crds/httprule.md`,
    switches: [
      {
        on: 'route-annotation',
        key: 'passthrough.ako.vmware.com/enabled',
        effect: value =>
          value.toLowerCase() === 'true'
            ? { protocol: 'tcp', tls: 'client' }
            : undefined,
        source: `${repository} docs/ingress/ingress.md (passthrough)`,
      },
    ],
  },
  ingressPolicies: aviIngressPolicies,
  gatewayApi: {
    controllers: ['ako.vmware.com/avi-lb'],
    classNames: ['avi-lb'],
    routes: ['HTTPRoute'],
    backendTlsPolicy: false,
    policies: aviGateway,
    ownFilters: ['RouteBackendExtension'],
    source: `${repository} docs/gateway-api/gateway-api-v1.md`,
  },
};
