import { carriedProtocol } from '../carriedProtocol';
import { goTrue } from '../goBool';
import { haproxyClassDoubt } from '../policies/haproxyIngress';
import {
  BackendProtocol,
  HostSent,
  Switch,
  VendorDescription,
} from '../vendorDescription';

const docs =
  'jcmoraisjr/haproxy-ingress docs/content/en/docs/configuration/keys.md';
const updater =
  'jcmoraisjr/haproxy-ingress pkg/converters/ingress/annotations/backend.go';

const prefixes = ['haproxy-ingress.github.io/', 'ingress.kubernetes.io/'];

/** A key of its Backend scope: the Service's annotation, the Ingress', the ConfigMap's. */
function backendKey<Effect>(
  key: string,
  effect: Switch<Effect>['effect'],
  source: string,
): readonly Switch<Effect>[] {
  return [
    ...prefixes.map(prefix => ({
      on: 'service-annotation' as const,
      key: `${prefix}${key}`,
      effect,
      source,
    })),
    ...routeKey(key, effect, source),
  ];
}

/** A key that a Service cannot carry. */
function routeKey<Effect>(
  key: string,
  effect: Switch<Effect>['effect'],
  source: string,
): readonly Switch<Effect>[] {
  return [
    ...prefixes.map(prefix => ({
      on: 'route-annotation' as const,
      key: `${prefix}${key}`,
      effect,
      source,
    })),
    { on: 'config-map', key, effect, source },
  ];
}

const protocols: Readonly<Record<string, BackendProtocol | undefined>> = {
  'h1-ssl': { protocol: 'http', tls: 'edge' },
  https: { protocol: 'http', tls: 'edge' },
  h2: { protocol: 'http2', tls: 'none' },
  grpc: { protocol: 'http2', tls: 'none' },
  'h2-ssl': { protocol: 'http2', tls: 'edge' },
  grpcs: { protocol: 'http2', tls: 'edge' },
};

export const haproxyIngress: VendorDescription = {
  id: 'haproxy-ingress',
  title: 'HAProxy Ingress',
  placement: 'in-cluster',
  statusWhenRefused: 503,
  classControllers: ['haproxy-ingress.github.io/controller'],
  classNames: ['haproxy'],
  annotationPrefixes: prefixes,
  pods: {
    labels: [{ 'app.kubernetes.io/name': 'haproxy-ingress' }],
    images: ['jcmoraisjr/haproxy-ingress'],
    classFlags: {
      controller: {
        flag: '--controller-class',
        default: 'haproxy-ingress.github.io/controller',
        // The flag holds what comes after the name: it tells installations apart.
        prefix: 'haproxy-ingress.github.io/controller/',
      },
      name: { flag: '--ingress-class', default: 'haproxy' },
    },
    classless: { flag: '--watch-ingress-without-class' },
    configMapFlag: '--configmap',
  },
  serverName: {
    default: '',
    source: `${docs} (secure-sni)`,
    switches: backendKey<HostSent>(
      'secure-sni',
      value =>
        value === 'host' || value === 'sni' ? null : value || undefined,
      `${docs} (secure-sni)`,
    ),
  },
  addressing: {
    default: 'pod-ip',
    // One backend a Service port; the first Ingress that names it makes its servers.
    oldestDecides: true,
    source: `${docs} (service-upstream)`,
    switches: backendKey(
      'service-upstream',
      value => (goTrue.has(value) ? 'service-vip' : 'pod-ip'),
      `${docs} (service-upstream)`,
    ),
  },
  host: {
    default: null,
    source: docs,
    switches: backendKey<HostSent>(
      'headers',
      hostAmong,
      `${updater} (buildBackendHeaders)`,
    ),
  },
  backend: {
    default: { protocol: 'http', tls: 'none' },
    source: `${docs} (backend-protocol)`,
    switches: [
      ...routeKey<BackendProtocol>(
        'ssl-passthrough',
        value =>
          goTrue.has(value) ? { protocol: 'http', tls: 'client' } : undefined,
        `${docs} (ssl-passthrough)`,
      ),
      ...routeKey<BackendProtocol>(
        'tcp-service-port',
        (_, { service, port }) =>
          service && port && carriedProtocol(service, port),
        `${docs} (tcp-services)`,
      ),
      ...backendKey<BackendProtocol>(
        'backend-protocol',
        value => protocols[value.toLowerCase()],
        `${updater} (buildBackendProtocol)`,
      ),
      ...backendKey<BackendProtocol>(
        'secure-backends',
        value =>
          goTrue.has(value) ? { protocol: 'http', tls: 'edge' } : undefined,
        `${updater} (buildBackendProtocol)`,
      ),
    ],
  },
  ingressPolicies: haproxyClassDoubt,
  gatewayApi: {
    controllers: ['haproxy-ingress.github.io/controller'],
    classNames: ['haproxy'],
    routes: ['HTTPRoute', 'TCPRoute', 'TLSRoute'],
    backendTlsPolicy: false,
    source:
      'jcmoraisjr/haproxy-ingress docs/content/en/docs/configuration/gateway-api.md',
  },
};

/** The Host among headers, one a line: "host: %[service].%[namespace].svc.cluster.local". */
function hostAmong(value: string): HostSent | undefined {
  const found = value
    .split('\n')
    .map(line => /^\s*host\s*[: ]\s*(\S+)\s*$/i.exec(line)?.[1])
    .find(host => host !== undefined);
  if (found === undefined) return undefined;
  return {
    of: 'service',
    name: ({ meta }) =>
      found
        .replaceAll('%[service]', meta.name)
        .replaceAll('%[namespace]', meta.namespace),
  };
}
