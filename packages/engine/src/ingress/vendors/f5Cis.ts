import type { Dial } from '../dial/dial';
import { f5Ingress } from '../policies/f5Cis';
import type { KubeObject } from '../../state/meta';
import type { VendorDescription } from '../vendorDescription';

const prefix = 'virtual-server.f5.com';
const docs = 'clouddocs.f5.com/containers/latest/userguide';
const flags =
  'F5Networks/k8s-bigip-ctlr docs/config_examples (--pool-member-type)';

const memberTypes: Readonly<Record<string, Dial['addressing'] | undefined>> = {
  cluster: 'pod-ip',
  nodeport: 'node-port',
  // Antrea opens a port on the node of each pod: a connection to it ends at that pod.
  nodeportlocal: 'pod-ip',
};

/** BIG-IP, outside the cluster; only its controller runs here. VirtualServer and the like: f5Routes.ts. */
export const f5Cis: VendorDescription = {
  id: 'f5-cis',
  title: 'F5 BIG-IP',
  placement: 'cloud',
  statusWhenRefused: 502,
  classControllers: ['f5.com/cntr-ingress-svcs'],
  classNames: ['f5'],
  pods: {
    labels: [
      { app: 'k8s-bigip-ctlr' },
      { 'app.kubernetes.io/name': 'f5-bigip-ctlr' },
    ],
    images: ['f5networks/k8s-bigip-ctlr', 'f5networks/cntr-ingress-svcs'],
    // pkg/appmanager/ingress.go (checkManageIngressClass): the name counts.
    classFlags: { name: { flag: '--ingress-class', default: '' } },
    goesByClassName: true,
    watches: [
      { flag: '--namespace', by: 'names' },
      { flag: '--namespace-label', by: 'labels' },
    ],
  },
  annotationPrefixes: [`${prefix}/`, 'cis.f5.com/'],
  clientTls: [`${prefix}/clientssl`],
  addressing: {
    default: 'node-port',
    source: flags,
    switches: [
      {
        on: 'flag',
        key: '--pool-member-type',
        effect: (value, { service }) =>
          value === 'auto' ? autoMember(service?.type) : memberTypes[value],
        source: flags,
      },
    ],
  },
  host: { default: null, source: docs, switches: [] },
  ingressPolicies: f5Ingress,
  // A profile of BIG-IP's asks for no server unless it is told one there.
  serverName: {
    default: '',
    source: 'clouddocs.f5.com AS3 TLS_Client (sendSNI)',
    switches: [],
  },
  backend: {
    default: { protocol: 'http', tls: 'none' },
    source: docs,
    switches: [
      {
        on: 'route-annotation',
        key: `${prefix}/serverssl`,
        effect: (value, { route }) =>
          value !== '' && endsTls(route)
            ? { protocol: 'http', tls: 'edge' }
            : undefined,
        source: `${docs}/ingress.html`,
      },
    ],
  },
};

/** auto, since 2.16: pods of a ClusterIP Service, the node port of any other. */
function autoMember(type: string | undefined): Dial['addressing'] {
  return type === 'ClusterIP' ? 'pod-ip' : 'node-port';
}

/** Only the server for HTTPS is given it (pkg/appmanager/ingress.go, handleV1IngressTls). */
function endsTls(route: KubeObject | undefined): boolean {
  if (!route) return true;
  const ofSpec = 'tls' in route && Array.isArray(route.tls) ? route.tls : [];
  return (
    ofSpec.length > 0 ||
    route.meta.annotations[`${prefix}/clientssl`] !== undefined
  );
}
