import { carriedProtocol } from '../dial/carriedProtocol';
import { goTrue } from '../edges/goBool';
import { haproxyIngressPolicies } from '../policies/haproxyIngress';
import {
  BackendProtocol,
  HostSent,
  Switch,
  SwitchSubject,
  VendorDescription,
} from '../vendorDescription';
import { haproxySnippetDoubts, proxyProtocolDoubts } from './haproxySnippets';

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

const plain: BackendProtocol = { protocol: 'http', tls: 'none' };

const protocols: Readonly<Record<string, BackendProtocol | undefined>> = {
  'h1-ssl': { protocol: 'http', tls: 'edge' },
  https: { protocol: 'http', tls: 'edge' },
  h2: { protocol: 'http2', tls: 'none' },
  grpc: { protocol: 'http2', tls: 'none' },
  'h2-ssl': { protocol: 'http2', tls: 'edge' },
  grpcs: { protocol: 'http2', tls: 'edge' },
};

const plainProtocols: ReadonlySet<string> = new Set(['', 'h1', 'http']);

/** What a key says of a backend, on its Service before the route. */
function saidOf(
  { service, route }: SwitchSubject,
  key: string,
): string | undefined {
  return [service, route]
    .flatMap(one =>
      prefixes.map(prefix => one?.meta.annotations[`${prefix}${key}`]),
    )
    .find(value => value !== undefined);
}

/** Either key may ask for TLS; an unknown protocol leaves plain HTTP (buildBackendProtocol). */
function spokenAs(protocol: string, subject: SwitchSubject): BackendProtocol {
  const spoken = protocols[protocol.toLowerCase()];
  if (!spoken && !plainProtocols.has(protocol.toLowerCase())) return plain;
  const isSecure = goTrue.has(saidOf(subject, 'secure-backends') ?? '');
  return isSecure ? { ...(spoken ?? plain), tls: 'edge' } : spoken ?? plain;
}

/** Connections are carried as they come, in TLS of its own where it is asked to start some. */
function carried(subject: SwitchSubject): BackendProtocol | undefined {
  const { service, port } = subject;
  if (!service || !port) return undefined;
  const asked = spokenAs(saidOf(subject, 'backend-protocol') ?? '', subject);
  const found = carriedProtocol(service, port);
  return asked.tls === 'edge' ? { ...found, tls: 'edge' } : found;
}

export const haproxyIngress: VendorDescription = {
  id: 'haproxy-ingress',
  title: 'HAProxy Ingress',
  placement: 'in-cluster',
  statusWhenRefused: 503,
  classControllers: ['haproxy-ingress.github.io/controller'],
  classNames: ['haproxy'],
  headless: 'writes-none',
  annotationPrefixes: prefixes,
  externalName: 'port',
  portByTarget: 'number or name',
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
    watches: [{ flag: '--watch-namespace', by: 'names' }],
    classless: { flag: '--watch-ingress-without-class' },
    prefixFlag: '--annotations-prefix',
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
        (_, subject) => carried(subject),
        `${docs} (tcp-services)`,
      ),
      ...backendKey<BackendProtocol>(
        'backend-protocol',
        spokenAs,
        `${updater} (buildBackendProtocol)`,
      ),
      ...backendKey<BackendProtocol>(
        'secure-backends',
        value => (goTrue.has(value) ? { ...plain, tls: 'edge' } : plain),
        `${updater} (buildBackendProtocol)`,
      ),
    ],
  },
  ingressPolicies: haproxyIngressPolicies,
  // keys.md (configuration-snippet): those of frontends, and of any proxy, stand in the ConfigMap alone.
  doubts: [
    ...prefixes.flatMap(prefix =>
      haproxySnippetDoubts(`${prefix}config-backend`, ['route', 'service']),
    ),
    ...prefixes.flatMap(prefix =>
      proxyProtocolDoubts(`${prefix}proxy-protocol`, ['route', 'service']),
    ),
    ...proxyProtocolDoubts('proxy-protocol', ['config-map']),
    ...['config-backend', 'config-frontend*', 'config-proxy'].flatMap(key =>
      haproxySnippetDoubts(key, ['config-map']),
    ),
    // Of what defaults can say, that of servers counts alone.
    ...haproxySnippetDoubts('config-defaults', ['config-map']).filter(
      ({ hidesHost }) => hidesHost,
    ),
  ],
  gatewayApi: {
    controllers: ['haproxy-ingress.github.io/controller'],
    classNames: ['haproxy'],
    routes: ['HTTPRoute', 'TCPRoute', 'TLSRoute'],
    backendTlsPolicy: false,
    source:
      'jcmoraisjr/haproxy-ingress docs/content/en/docs/configuration/gateway-api.md',
  },
};

/**
 * The last Host among headers, one a line: "host: %[service].%[namespace].svc.cluster.local". Headers without one
 * still take the place of those that are said further away.
 */
function hostAmong(value: string, { route }: SwitchSubject): HostSent {
  const found = value
    .split('\n')
    .flatMap(line => /^\s*host\s*[: ]\s*(\S+)\s*$/i.exec(line)?.[1] ?? [])
    .pop();
  if (found === undefined || carriesConnections(route)) return null;
  return {
    of: 'service',
    name: ({ meta }) =>
      found
        .replaceAll('%[service]', meta.name)
        .replaceAll('%[namespace]', meta.namespace),
  };
}

/** What is inside such connections is not read: no header is set in it. */
function carriesConnections(route: SwitchSubject['route']): boolean {
  const asks = (key: string) => saidOf({ ...(route && { route }) }, key);
  return (
    goTrue.has(asks('ssl-passthrough') ?? '') ||
    asks('tcp-service-port') !== undefined
  );
}
