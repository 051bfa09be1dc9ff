import type { Service } from '../../state/kinds/service';
import { flagOf } from '../edges/flagOf';
import { nginxIncPolicies } from '../policies/nginxInc';
import { snippets } from '../policies/nginxIncValidity';
import type { VendorDescription } from '../vendorDescription';
import { snippetDoubts } from './nginxSnippets';

const annotations = 'nginx/kubernetes-ingress internal/configs/annotations.go';

/** NGINX Ingress Controller of F5: not the community's ingress-nginx, whose annotations it ignores. */
export const nginxInc: VendorDescription = {
  id: 'nginx-inc',
  title: 'NGINX Ingress Controller (F5)',
  placement: 'in-cluster',
  statusWhenRefused: 502,
  classControllers: ['nginx.org/ingress-controller'],
  classNames: ['nginx', 'nginx-plus'],
  headless: 'writes-none',
  annotationPrefixes: ['nginx.org/', 'nginx.com/'],
  pods: {
    labels: [
      { app: 'nginx-ingress' },
      { 'app.kubernetes.io/name': 'nginx-ingress' },
    ],
    images: [
      'nginx/nginx-ingress',
      'nginx-ic/nginx-plus-ingress',
      'nginx-ic-nap/nginx-plus-ingress',
      'nginx-ic-nap-v5/nginx-plus-ingress',
      'nginx-ic-dos/nginx-plus-ingress',
      'nginx-ic-nap-dos/nginx-plus-ingress',
    ],
    classFlags: {
      controller: { default: 'nginx.org/ingress-controller' },
      name: { flag: '-ingress-class', default: 'nginx' },
    },
    // nginx/kubernetes-ingress internal/k8s/controller.go (HasCorrectIngressClass)
    goesByToldName: true,
    reads: (family, { pods }) =>
      family !== 'own kinds' ||
      !pods.some(pod => flagOf(pod, '-enable-custom-resources') === 'false'),
    watches: [
      { flag: '-watch-namespace', by: 'names' },
      { flag: '-watch-namespace-label', by: 'labels' },
    ],
    configMapFlag: '-nginx-configmaps',
  },
  serverName: {
    default: '',
    source:
      'nginx/kubernetes-ingress internal/configs/version1/nginx.ingress.tmpl (proxy_ssl_server_name)',
    switches: [],
  },
  addressing: {
    default: 'pod-ip',
    source: annotations,
    switches: [
      {
        on: 'route-annotation',
        key: 'nginx.org/use-cluster-ip',
        effect: value => (value === 'true' ? 'service-vip' : undefined),
        source: `${annotations} (UseClusterIPAnnotation)`,
      },
    ],
  },
  host: {
    default: null,
    source:
      'nginx/kubernetes-ingress internal/configs/version1/nginx.ingress.tmpl',
    switches: [],
  },
  backend: {
    default: { protocol: 'http', tls: 'none' },
    source: annotations,
    switches: [
      {
        on: 'route-annotation',
        key: 'nginx.org/ssl-services',
        effect: (value, { service }) =>
          lists(value, service) ? { protocol: 'http', tls: 'edge' } : undefined,
        source: `${annotations} (SSLServicesAnnotation)`,
      },
      {
        on: 'route-annotation',
        key: 'nginx.org/grpc-services',
        effect: (value, { service }) =>
          lists(value, service)
            ? { protocol: 'http2', tls: 'none' }
            : undefined,
        source: `${annotations} (GRPCServicesAnnotation)`,
      },
    ],
  },
  ingressPolicies: nginxIncPolicies,
  doubts: [
    {
      // It ends up beside the Host line that is always there: two Host headers (5.5.4).
      annotation: 'nginx.org/proxy-set-headers',
      when: value => /(^|,)\s*host\b/i.test(value),
      text: 'sends a second Host beside the first: what becomes of such a request is not known here',
      hidesHost: true,
    },
    ...snippetDoubts(snippets),
    ...snippetDoubts(
      ['http-snippets', 'server-snippets', 'location-snippets'],
      'config-map',
    ),
    // docs.nginx.com/nginx-ingress-controller/configuration/global-configuration/custom-templates
    ...['main-template', 'ingress-template', 'virtualserver-template'].map(
      annotation => ({
        annotation,
        on: 'config-map' as const,
        text: 'takes the place of its own template: what it makes of routes is not known here',
        hidesHost: true,
      }),
    ),
  ],
};

/** Whether a comma-separated list names the Service. */
function lists(value: string, service: Service | undefined): boolean {
  return value.split(',').includes(service?.meta.name ?? '');
}
