import type { KubeObject } from '../../state/meta';
import type { Labels } from '../../state/read';
import { tailscaleRules } from '../policies/tailscale';
import type { BackendProtocol, VendorDescription } from '../vendorDescription';

const source = 'tailscale/tailscale cmd/k8s-operator/ingress.go';
const https: BackendProtocol = { protocol: 'http', tls: 'edge' };

/** The operator makes proxy pods for each Ingress and Service; they dial the Service's address. */
export const tailscale: VendorDescription = {
  id: 'tailscale',
  title: 'Tailscale',
  placement: 'in-cluster',
  statusWhenRefused: 502,
  classControllers: ['tailscale.com/ts-ingress'],
  classNames: ['tailscale'],
  pods: {
    labels: [{ 'tailscale.com/managed': 'true' }],
    images: ['tailscale/tailscale'],
    controlPlane: {
      labels: [{ app: 'operator' }],
      images: ['tailscale/k8s-operator'],
    },
  },
  annotationPrefixes: ['tailscale.com/'],
  clientTls: 'always',
  headless: 'drops-route',
  ingressPolicies: tailscaleRules,
  podsOfRoute: ingress => proxiesOf(ingress, 'ingress'),
  addressing: { default: 'service-vip', source, switches: [] },
  host: {
    default: null,
    source: 'tailscale/tailscale ipn/ipnlocal/serve.go',
    switches: [],
  },
  backend: {
    default: { protocol: 'http', tls: 'none' },
    source,
    switches: [
      {
        on: 'port-number',
        key: 'port 443 of the Service',
        effect: value => (value === '443' ? https : undefined),
        source,
      },
    ],
  },
};

/** Labels of the proxies of an object: its own, or those of the ProxyGroup that it names. */
export function proxiesOf(
  { meta }: KubeObject,
  type: 'ingress' | 'svc',
): Labels {
  const group = meta.annotations['tailscale.com/proxy-group'] as
    | string
    | undefined;
  return group === undefined
    ? {
        'tailscale.com/managed': 'true',
        'tailscale.com/parent-resource-type': type,
        'tailscale.com/parent-resource-ns': meta.namespace,
        'tailscale.com/parent-resource': meta.name,
      }
    : {
        'tailscale.com/managed': 'true',
        'tailscale.com/parent-resource-type': 'proxygroup',
        'tailscale.com/parent-resource': group,
      };
}
