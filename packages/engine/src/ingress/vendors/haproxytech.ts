import { goTrue } from '../edges/goBool';
import { haproxytechIngress } from '../policies/haproxytech';
import {
  BackendProtocol,
  Doubt,
  HostSent,
  Switch,
  SwitchPlace,
  VendorDescription,
} from '../vendorDescription';
import { haproxySnippetDoubts, proxyProtocolDoubts } from './haproxySnippets';

const docs = 'haproxytech/kubernetes-ingress documentation/annotations.md';

const prefixes = ['haproxy.org/', 'haproxy.com/', 'ingress.kubernetes.io/'];

/** One setting under every prefix that it goes by; in the ConfigMap it has none. */
function setting<Effect>(
  name: string,
  places: readonly SwitchPlace[],
  effect: Switch<Effect>['effect'],
): readonly Switch<Effect>[] {
  const source = `${docs} (${name})`;
  return places.flatMap(on =>
    (on === 'config-map' ? [''] : prefixes).map(prefix => ({
      on,
      key: `${prefix}${name}`,
      effect,
      source,
    })),
  );
}

/** HAProxy Technologies' own controller. It has no way to dial a Service. */
export const haproxytech: VendorDescription = {
  id: 'haproxytech',
  title: 'HAProxy Kubernetes Ingress Controller',
  placement: 'in-cluster',
  statusWhenRefused: 503,
  classControllers: ['haproxy.org/ingress-controller'],
  classNames: ['haproxy'],
  annotationPrefixes: prefixes,
  pods: {
    labels: [{ 'app.kubernetes.io/name': 'kubernetes-ingress' }],
    images: ['haproxytech/kubernetes-ingress'],
    classFlags: {
      controller: {
        flag: '--ingress.class',
        default: 'haproxy.org/ingress-controller',
        prefix: 'haproxy.org/ingress-controller/',
      },
      name: { flag: '--ingress.class', default: '' },
    },
    classless: { flag: '--empty-ingress-class', orWithoutClassFlag: true },
    watches: [
      { flag: '--namespace-label-selector', by: 'labels' },
      { flag: '--namespace-whitelist', by: 'names' },
      { flag: '--namespace-blacklist', by: 'names left out' },
    ],
    configMapFlag: '--configmap',
  },
  serverName: {
    default: '',
    source: 'haproxytech/kubernetes-ingress pkg/annotations/service/ssl.go',
    switches: [],
  },
  addressing: { default: 'pod-ip', source: docs, switches: [] },
  host: {
    default: null,
    source: docs,
    switches: setting<HostSent>(
      'set-host',
      ['route-annotation', 'config-map'],
      value => (value === '' ? undefined : value),
    ),
  },
  backend: {
    default: { protocol: 'http', tls: 'none' },
    source: docs,
    switches: [
      ...setting<BackendProtocol>(
        'ssl-passthrough',
        ['service-annotation', 'route-annotation', 'config-map'],
        value =>
          goTrue.has(value) ? { protocol: 'http', tls: 'client' } : undefined,
      ),
      ...setting<BackendProtocol>(
        'server-ssl',
        ['service-annotation', 'route-annotation', 'config-map'],
        value => {
          if (goTrue.has(value)) return { protocol: 'http', tls: 'edge' };
          // The first place that says anything counts.
          return value === '' ? undefined : { protocol: 'http', tls: 'none' };
        },
      ),
      ...setting<BackendProtocol>(
        'server-proto',
        ['service-annotation', 'route-annotation', 'config-map'],
        value =>
          value === 'h2' ? { protocol: 'http2', tls: 'none' } : undefined,
      ),
    ],
  },
  externalName: 'port',
  ingressPolicies: haproxytechIngress,
  doubts: [
    ...prefixes.flatMap(prefix => doubtsUnder(prefix, ['route', 'service'])),
    ...doubtsUnder('', ['config-map']),
    ...haproxySnippetDoubts('frontend-config-snippet', ['config-map']),
  ],
  gatewayApi: {
    controllers: ['haproxy.org/gateway-controller'],
    classNames: [],
    routes: ['TCPRoute'],
    backendTlsPolicy: false,
    source: 'haproxytech/kubernetes-ingress documentation/gateway-api.md',
  },
};

/** What annotations, or keys of the ConfigMap without a prefix, leave open. */
function doubtsUnder(
  prefix: string,
  places: readonly NonNullable<Doubt['on']>[],
): readonly Doubt[] {
  return [
    ...haproxySnippetDoubts(`${prefix}backend-config-snippet`, places),
    ...proxyProtocolDoubts(`${prefix}send-proxy-protocol`, places),
    ...places.map(on => ({
      annotation: `${prefix}cr-backend`,
      on,
      text: 'names a Backend object that takes the place of other settings, TLS and Host among them, and is not read',
      hidesHost: true,
    })),
    ...places
      .filter(on => on !== 'service')
      .map(on => ({
        annotation: `${prefix}request-set-header`,
        on,
        when: setsHost,
        text: 'sets the Host before HAProxy looks for the backend: which one gets the request, and what Host it sees, is not known here',
        hidesHost: true,
      })),
  ];
}

/** Headers stand one a line: "Host shop.example.com". */
function setsHost(value: string): boolean {
  return value.split('\n').some(line => /^\s*host\s/i.test(line));
}
