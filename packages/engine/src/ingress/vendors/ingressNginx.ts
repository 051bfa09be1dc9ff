import {
  ingressNginxAliases,
  ingressNginxPolicies,
} from '../policies/ingressNginx';
import type {
  BackendProtocol,
  HostSent,
  VendorDescription,
} from '../vendorDescription';
import { snippetDoubts } from './nginxSnippets';

const prefix = 'nginx.ingress.kubernetes.io';
const docs =
  'kubernetes/ingress-nginx docs/user-guide/nginx-configuration/annotations.md';

// strconv.ParseBool of Go; anything else is false and still hides the ConfigMap.
const goTrue = new Set(['1', 't', 'T', 'TRUE', 'true', 'True']);

// Variables that hold the Host of the client (rootfs/etc/nginx/template/nginx.tmpl).
const keepsHost: ReadonlySet<string> = new Set([
  '$host',
  '$http_host',
  '$best_http_host',
]);

const protocols: Readonly<Record<string, BackendProtocol>> = {
  HTTP: { protocol: 'http', tls: 'none' },
  AUTO_HTTP: { protocol: 'http', tls: 'none' },
  HTTPS: { protocol: 'http', tls: 'edge' },
  GRPC: { protocol: 'http2', tls: 'none' },
  GRPCS: { protocol: 'http2', tls: 'edge' },
  FCGI: { protocol: 'tcp', tls: 'none' },
};

export const ingressNginx: VendorDescription = {
  id: 'ingress-nginx',
  title: 'ingress-nginx',
  placement: 'in-cluster',
  statusWhenRefused: 502,
  classControllers: ['k8s.io/ingress-nginx'],
  classNames: ['nginx'],
  classPrecedence: 'field',
  portByTarget: 'number or name',
  pods: {
    labels: [
      {
        'app.kubernetes.io/name': 'ingress-nginx',
        'app.kubernetes.io/component': 'controller',
      },
      { app: 'rke2-ingress-nginx' },
    ],
    images: [
      'ingress-nginx/controller',
      'rancher/nginx-ingress-controller',
      'kubernetes/ingress/nginx-ingress-controller',
      'bitnami/nginx-ingress-controller',
      'bitnamilegacy/nginx-ingress-controller',
    ],
    classFlags: {
      controller: {
        flag: '--controller-class',
        default: 'k8s.io/ingress-nginx',
      },
      name: { flag: '--ingress-class', default: 'nginx' },
    },
    byNameFlag: '--ingress-class-by-name',
    classless: { flag: '--watch-ingress-without-class' },
    watches: [
      { flag: '--watch-namespace', by: 'names' },
      { flag: '--watch-namespace-selector', by: 'labels' },
    ],
    prefixFlag: '--annotations-prefix',
    configMapFlag: '--configmap',
  },
  // internal/ingress/controller/endpointslices.go: ExternalName Services are an endpoint of their name.
  externalName: 'targetPort',
  dialsUnlistedPorts: true,
  // internal/ingress/controller/controller.go, checkOverlap
  oneIngressPerLocation: true,
  annotationPrefixes: [`${prefix}/`],
  serverName: {
    default: '',
    source: `${docs} (proxy-ssl-server-name)`,
    switches: [
      {
        on: 'route-annotation',
        key: `${prefix}/proxy-ssl-server-name`,
        effect: (value, { route }) =>
          value === 'on' ? proxySslName(route?.meta.annotations) : undefined,
        source:
          'kubernetes/ingress-nginx internal/ingress/annotations/proxyssl/main.go',
      },
    ],
  },
  addressing: {
    default: 'pod-ip',
    // One upstream a Service port (internal/ingress/controller/controller.go, createUpstreams).
    oldestDecides: true,
    portAsWritten: true,
    lastDefaultBackendDecides: true,
    source: `${docs} (service-upstream)`,
    switches: [
      {
        on: 'route-annotation',
        key: `${prefix}/service-upstream`,
        effect: value => (goTrue.has(value) ? 'service-vip' : 'pod-ip'),
        source: `${docs} (service-upstream)`,
      },
      {
        on: 'config-map',
        key: 'service-upstream',
        effect: value => (goTrue.has(value) ? 'service-vip' : 'pod-ip'),
        source:
          'kubernetes/ingress-nginx docs/user-guide/nginx-configuration/configmap.md (service-upstream)',
      },
    ],
  },
  host: {
    default: null,
    source: `${docs} (upstream-vhost)`,
    switches: [
      {
        on: 'route-annotation',
        key: `${prefix}/upstream-vhost`,
        effect: hostOfVariables,
        source: `${docs} (upstream-vhost)`,
      },
    ],
  },
  backend: {
    default: { protocol: 'http', tls: 'none' },
    source: `${docs} (backend-protocol)`,
    switches: [
      {
        on: 'route-annotation',
        key: `${prefix}/ssl-passthrough`,
        needsFlag: '--enable-ssl-passthrough',
        effect: value =>
          goTrue.has(value) ? { protocol: 'http', tls: 'client' } : undefined,
        source: `${docs} (ssl-passthrough)`,
      },
      {
        on: 'route-annotation',
        key: `${prefix}/backend-protocol`,
        effect: value => protocols[value.trim().toUpperCase()],
        source: `${docs} (backend-protocol)`,
      },
    ],
  },
  hostAliases: ingressNginxAliases,
  ingressPolicies: ingressNginxPolicies,
  doubts: [
    ...snippetDoubts(
      ['configuration-snippet', 'server-snippet'].map(
        name => `${prefix}/${name}`,
      ),
    ),
    {
      annotation: `${prefix}/upstream-vhost`,
      when: value =>
        !keepsHost.has(value) && named(value, '-', '-').includes('$'),
      text: 'makes the Host from variables of nginx: what it comes to is not known here',
      hidesHost: true,
    },
  ],
  endOfLife: {
    date: '2026-03-31',
    text: 'ingress-nginx has had no releases and no security fixes since March 2026.',
    successor: 'a Gateway API implementation, such as the Istio gateway',
    source: 'kubernetes.io/blog/2025/11/11/ingress-nginx-retirement',
  },
};

/** nginx puts the values of variables in: those of a location have its Service and namespace (nginx.tmpl). */
function hostOfVariables(value: string): HostSent | undefined {
  if (value === '') return undefined;
  if (keepsHost.has(value)) return null;
  if (!value.includes('$')) return value;
  return {
    of: 'service',
    name: ({ meta }) => named(value, meta.name, meta.namespace),
  };
}

function named(value: string, service: string, namespace: string): string {
  return value
    .replace(/\$(service_name\b|\{service_name\})/g, service)
    .replace(/\$(namespace\b|\{namespace\})/g, namespace);
}

/**
 * It counts beside a Secret only (kubernetes/ingress-nginx#6728), and without a name nginx asks for
 * that of its upstream.
 */
function proxySslName(
  annotations: Readonly<Record<string, string | undefined>> = {},
): string | undefined {
  if (annotations[`${prefix}/proxy-ssl-secret`] === undefined) return undefined;
  return annotations[`${prefix}/proxy-ssl-name`] || 'upstream_balancer';
}
