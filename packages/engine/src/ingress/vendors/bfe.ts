import { items, text } from '../../state/read';
import { bfeIngressPolicies } from '../policies/bfe';
import type { VendorDescription } from '../vendorDescription';

const prefix = 'bfe.ingress.kubernetes.io';
const repository = 'bfenetworks/ingress-bfe';
const source = `${repository} internal/bfeConfig/configs/clusterConfig.go (newSubClusterBackend)`;
const rewrites = `${repository} docs/en_us/ingress/rewrite.md`;

export const bfe: VendorDescription = {
  id: 'bfe',
  title: 'BFE Ingress Controller',
  placement: 'in-cluster',
  statusWhenRefused: 502,
  classControllers: ['bfe-networks.com/ingress-controller'],
  classNames: ['bfe'],
  // internal/controllers/filter/ingressClass.go (IngressClassFilter)
  classPrecedence: 'either',
  annotatedClass: 'own names',
  annotationPrefixes: [`${prefix}/`],
  pods: {
    labels: [{ app: 'bfe-ingress-controller' }],
    images: ['bfenetworks/bfe-ingress-controller'],
    classFlags: {
      controller: { default: 'bfe-networks.com/ingress-controller' },
      name: { flag: '--ingress-class', default: 'bfe' },
    },
    watches: [
      { flag: '-n', by: 'names' },
      { flag: '--namespace', by: 'names' },
    ],
  },
  addressing: { default: 'pod-ip', source, switches: [] },
  host: {
    default: null,
    source: rewrites,
    switches: [
      {
        on: 'route-annotation',
        key: `${prefix}/rewrite-url.host`,
        effect: hostOf,
        source: rewrites,
      },
    ],
  },
  backend: { default: { protocol: 'http', tls: 'none' }, source, switches: [] },
  externalName: 'dropped',
  ingressPolicies: bfeIngressPolicies,
  doubts: [
    {
      annotation: `${prefix}/rewrite-url.host-from-path*`,
      text: 'takes the Host from the path, which is not worked out',
      hidesHost: true,
    },
  ],
};

/** A list of rewrites with their parameters, of which there is one at each point of what BFE does. */
function hostOf(value: string): string | undefined {
  try {
    return items(JSON.parse(value)).flatMap(
      one => text(one, 'params') ?? [],
    )[0];
  } catch {
    return undefined;
  }
}
