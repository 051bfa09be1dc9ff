import type { Dial } from '../dial/dial';
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
  backend: {
    default: { protocol: 'http', tls: 'none' },
    source: docs,
    switches: [
      {
        on: 'route-annotation',
        key: `${prefix}/serverssl`,
        effect: value =>
          value === '' ? undefined : { protocol: 'http', tls: 'edge' },
        source: `${docs}/ingress.html`,
      },
    ],
  },
};

/** auto, since 2.16: pods of a ClusterIP Service, the node port of any other. */
function autoMember(type: string | undefined): Dial['addressing'] {
  return type === 'ClusterIP' ? 'pod-ip' : 'node-port';
}
