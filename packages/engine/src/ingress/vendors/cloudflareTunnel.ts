import type { Pod } from '../../state/kinds/pod';
import { carriedProtocol } from '../dial/carriedProtocol';
import { cloudflareIngress } from '../policies/cloudflareTunnel';
import type { BackendProtocol, VendorDescription } from '../vendorDescription';

const prefix = 'cloudflare-tunnel-ingress-controller.strrl.dev';
const docs =
  'STRRL/cloudflare-tunnel-ingress-controller docs/reference/annotations';
const origin = 'cloudflare/cloudflared ingress/origin_proxy.go';
const transform =
  'STRRL/cloudflare-tunnel-ingress-controller pkg/controller/transform.go';

const protocols: Readonly<Record<string, BackendProtocol | undefined>> = {
  http: { protocol: 'http', tls: 'none' },
  ws: { protocol: 'http', tls: 'none' },
  https: { protocol: 'http', tls: 'edge' },
  wss: { protocol: 'http', tls: 'edge' },
  ssh: { protocol: 'tcp', tls: 'none' },
  rdp: { protocol: 'tcp', tls: 'none' },
  smb: { protocol: 'tcp', tls: 'none' },
};

/** Those that the community's controller makes for its Ingresses. */
const controlled = { app: 'controlled-cloudflared-connector' };

/** Whether the rules of a pod's tunnel come from Ingresses. */
export function isControlled({ meta }: Pod): boolean {
  return meta.labels.app === controlled.app;
}

/**
 * cloudflared dials out to Cloudflare, and what comes back it sends to the URL of its rule. The rules
 * come from its ConfigMap (cloudflaredRoutes.ts), or from Ingresses by a community controller.
 */
export const cloudflareTunnel: VendorDescription = {
  id: 'cloudflare-tunnel',
  title: 'Cloudflare Tunnel',
  placement: 'in-cluster',
  statusWhenRefused: 502,
  classControllers: ['strrl.dev/cloudflare-tunnel-ingress-controller'],
  classNames: ['cloudflare-tunnel'],
  pods: {
    labels: [{ app: 'cloudflared' }, controlled],
    images: ['cloudflare/cloudflared'],
    eachByWorkload: true,
    controlPlane: {
      labels: [
        { 'app.kubernetes.io/name': 'cloudflare-tunnel-ingress-controller' },
      ],
      images: ['strrl/cloudflare-tunnel-ingress-controller'],
    },
    // cmd/cloudflare-tunnel-ingress-controller/main.go
    classFlags: {
      controller: { flag: '--controller-class', default: '' },
      name: { flag: '--ingress-class', default: '' },
    },
  },
  annotationPrefixes: [`${prefix}/`],
  classPrecedence: 'either',
  podsOfRoute: () => controlled,
  ingressPolicies: cloudflareIngress,
  externalName: 'port',
  dialsUnlistedPorts: true,
  // It dials the Service's address, and an address is no name to ask for.
  serverName: {
    default: '',
    source: transform,
    switches: [
      {
        on: 'route-annotation',
        key: `${prefix}/origin-server-name`,
        effect: value => (value === '' ? undefined : value),
        source: transform,
      },
    ],
  },
  addressing: { default: 'service-vip', source: origin, switches: [] },
  host: {
    default: null,
    source: origin,
    switches: [
      {
        on: 'route-annotation',
        key: `${prefix}/http-host-header`,
        effect: value => (value === '' ? undefined : value),
        source: `${docs} (http-host-header)`,
      },
    ],
  },
  backend: {
    default: { protocol: 'http', tls: 'none' },
    source: `${docs} (backend-protocol)`,
    switches: [
      {
        on: 'route-annotation',
        key: `${prefix}/backend-protocol`,
        effect: (value, { service, port }) =>
          value === 'tcp' && service && port
            ? carriedProtocol(service, port)
            : protocols[value],
        source: `${docs} (backend-protocol)`,
      },
    ],
  },
};
