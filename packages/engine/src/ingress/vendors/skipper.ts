import { skipperPolicies, skipperPort } from '../policies/skipper';
import type {
  BackendProtocol,
  HostSent,
  VendorDescription,
} from '../vendorDescription';

const ingressSource = 'zalando/skipper dataclients/kubernetes/ingressv1.go';
const config = 'zalando/skipper config/config.go';

const protocols: Readonly<Record<string, BackendProtocol | undefined>> = {
  https: { protocol: 'http', tls: 'edge' },
  h2c: { protocol: 'http2', tls: 'none' },
  fastcgi: { protocol: 'tcp', tls: 'none' },
};

/** Its routes keep the name of what they dial for a Host, unless it is told to keep the client's. */
const ownHost: HostSent = {
  of: 'address',
  serviceAs: ({ meta }) => `${meta.name}.${meta.namespace}.svc.cluster.local`,
};

export const skipper: VendorDescription = {
  id: 'skipper',
  title: 'Skipper',
  placement: 'in-cluster',
  statusWhenRefused: 502,
  // It knows no controller names: classes are names to it.
  classControllers: [],
  classNames: ['skipper'],
  classPrecedence: 'both',
  annotationPrefixes: ['zalando.org/'],
  pods: {
    labels: [{ application: 'skipper-ingress', component: 'ingress' }],
    images: ['teapot/skipper', 'zalando/skipper'],
    classFlags: {
      name: { flag: '-kubernetes-ingress-class', default: 'skipper' },
    },
    goesByClassName: true,
    classless: 'always',
  },
  serverName: {
    default: ownHost,
    source: 'zalando/skipper proxy/proxy.go (mapRequest)',
    switches: [],
  },
  addressing: {
    default: 'pod-ip',
    source: ingressSource,
    switches: [
      {
        on: 'flag',
        key: '-kubernetes-force-service',
        effect: value => (value === 'false' ? undefined : 'service-vip'),
        source: `${config} (kubernetes-force-service)`,
      },
    ],
  },
  host: {
    default: ownHost,
    source: `${config} (proxy-preserve-host)`,
    switches: [
      {
        on: 'route-annotation',
        key: 'zalando.org/skipper-filter',
        effect: hostOfFilters,
        source: 'opensource.zalando.com/skipper/reference/filters',
      },
      {
        on: 'flag',
        key: '-proxy-preserve-host',
        effect: value => (value === 'false' ? undefined : null),
        source: `${config} (proxy-preserve-host)`,
      },
    ],
  },
  backend: {
    default: { protocol: 'http', tls: 'none' },
    source: ingressSource,
    switches: [
      {
        on: 'route-annotation',
        key: 'zalando.org/skipper-backend-protocol',
        effect: value => protocols[value],
        source: ingressSource,
      },
    ],
  },
  externalName: 'targetPort',
  doubts: [
    {
      annotation: 'zalando.org/skipper-routes',
      text: 'adds routes of its own, which are not analysed',
    },
  ],
  portDialled: skipperPort,
  ingressPolicies: skipperPolicies,
};

/** What eskip filters make of the Host: the last of them decides. */
export function hostOfFilters(filters: string): HostSent | undefined {
  const found = [
    ...filters.matchAll(
      /\b(preserveHost|setRequestHeader)\(\s*"([^"]*)"(?:\s*,\s*"([^"]*)")?\s*\)/g,
    ),
  ].flatMap(([, filter, first, second]): HostSent[] => {
    if (filter === 'preserveHost') return [first === 'true' ? null : ownHost];
    return first.toLowerCase() === 'host' && second ? [second] : [];
  });
  return found.at(-1);
}
