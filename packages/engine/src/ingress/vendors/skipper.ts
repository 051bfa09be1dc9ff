import { skipperPolicies, skipperPort } from '../policies/skipper';
import { hostByFilters, skippersOwnHost } from '../policies/skipperFilters';
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
      name: {
        flag: '-kubernetes-ingress-class',
        default: 'skipper',
        isPattern: true,
      },
    },
    watches: [{ flag: '-kubernetes-namespace', by: 'names' }],
    goesByClassName: true,
    classless: 'always',
  },
  serverName: {
    default: skippersOwnHost,
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
    default: skippersOwnHost,
    source: `${config} (proxy-preserve-host)`,
    switches: [
      {
        on: 'route-annotation',
        key: 'zalando.org/skipper-filter',
        effect: hostSent,
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
        effect: value => protocols[value.toLowerCase()],
        source: ingressSource,
      },
    ],
  },
  externalName: 'targetPort',
  doubts: [
    {
      annotation: 'zalando.org/skipper-filter',
      when: written => hostByFilters(written).kind === 'from request',
      text: 'makes the Host from the request: which one is sent is not known',
      hidesHost: true,
    },
    {
      annotation: 'zalando.org/skipper-routes',
      text: 'adds routes of its own, which are not analysed',
    },
  ],
  portDialled: skipperPort,
  ingressPolicies: skipperPolicies,
};

function hostSent(written: string): HostSent | undefined {
  const found = hostByFilters(written);
  return found.kind === 'sent' ? found.host : undefined;
}
