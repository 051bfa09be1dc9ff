import type { Mesh } from './kubernetes';

/** An ingress controller of the fleet. */
export interface Controller {
  readonly name: string;
  readonly namespace: string;
  readonly className: string;
  readonly controller: string;
  readonly mesh: Mesh;
  readonly image: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly args?: readonly string[];
  readonly hostNetwork?: boolean;
  /** Only another edge leads to it. */
  readonly closed?: boolean;
  /** What makes its configuration of routes, where that is a program of its own. */
  readonly controlPlane?: {
    readonly name: string;
    readonly image: string;
    readonly labels: Readonly<Record<string, string>>;
  };
}

/** Nine of them, of several generations. */
export const controllers: readonly Controller[] = [
  {
    name: 'ingress-nginx-controller',
    namespace: 'edge-nginx',
    className: 'nginx',
    controller: 'k8s.io/ingress-nginx',
    mesh: 'edge-sidecar',
    image: 'registry.k8s.io/ingress-nginx/controller:v1.15.1',
    labels: {
      'app.kubernetes.io/name': 'ingress-nginx',
      'app.kubernetes.io/component': 'controller',
    },
    args: [
      '/nginx-ingress-controller',
      '--controller-class=k8s.io/ingress-nginx',
      '--ingress-class=nginx',
    ],
  },
  {
    name: 'ingress-nginx-old',
    namespace: 'edge-nginx-old',
    className: 'nginx-old',
    controller: 'k8s.io/ingress-nginx-old',
    mesh: 'none',
    image: 'registry.k8s.io/ingress-nginx/controller:v1.9.4',
    labels: {
      'app.kubernetes.io/name': 'ingress-nginx',
      'app.kubernetes.io/component': 'controller',
    },
    args: [
      '/nginx-ingress-controller',
      '--controller-class=k8s.io/ingress-nginx-old',
      '--ingress-class=nginx-old',
    ],
    hostNetwork: true,
  },
  {
    name: 'ingress-nginx-inner',
    namespace: 'edge-nginx-inner',
    className: 'nginx-inner',
    controller: 'k8s.io/ingress-nginx-inner',
    mesh: 'edge-sidecar',
    image: 'registry.k8s.io/ingress-nginx/controller:v1.15.1',
    labels: {
      'app.kubernetes.io/name': 'ingress-nginx',
      'app.kubernetes.io/component': 'controller',
    },
    args: [
      '/nginx-ingress-controller',
      '--controller-class=k8s.io/ingress-nginx-inner',
      '--ingress-class=nginx-inner',
    ],
    closed: true,
  },
  {
    name: 'traefik',
    namespace: 'edge-traefik',
    className: 'traefik',
    controller: 'traefik.io/ingress-controller',
    mesh: 'none',
    image: 'docker.io/library/traefik:v3.6.24',
    labels: { 'app.kubernetes.io/name': 'traefik' },
    args: [
      '--providers.kubernetesingress',
      '--providers.kubernetesingress.ingressclass=traefik',
    ],
  },
  {
    name: 'kong',
    namespace: 'edge-kong',
    className: 'kong',
    controller: 'ingress-controllers.konghq.com/kong',
    mesh: 'edge-sidecar',
    image: 'kong:3.9',
    labels: { app: 'ingress-kong' },
    controlPlane: {
      name: 'kong-controller',
      image: 'kong/kubernetes-ingress-controller:3.5.13',
      labels: { 'app.kubernetes.io/component': 'controller' },
    },
  },
  {
    name: 'nginx-f5',
    namespace: 'edge-nginx-f5',
    className: 'nginx-f5',
    controller: 'nginx.org/ingress-controller',
    mesh: 'edge-sidecar',
    image: 'nginx/nginx-ingress:5.5.4',
    labels: { 'app.kubernetes.io/name': 'nginx-ingress' },
    args: ['-ingress-class=nginx-f5'],
  },
  {
    name: 'haproxy',
    namespace: 'edge-haproxy',
    className: 'haproxy',
    controller: 'haproxy-ingress.github.io/controller',
    mesh: 'none',
    image: 'quay.io/jcmoraisjr/haproxy-ingress:v0.16.1',
    labels: { 'app.kubernetes.io/name': 'haproxy-ingress' },
  },
  {
    name: 'apisix',
    namespace: 'edge-apisix',
    className: 'apisix',
    controller: 'apisix.apache.org/apisix-ingress-controller',
    mesh: 'edge-sidecar',
    image: 'apache/apisix:3.14.1-debian',
    labels: { 'app.kubernetes.io/name': 'apisix' },
    controlPlane: {
      name: 'apisix-ingress-controller',
      image: 'apache/apisix-ingress-controller:2.2.0',
      labels: { 'app.kubernetes.io/name': 'apisix-ingress-controller' },
    },
  },
  {
    name: 'skipper',
    namespace: 'edge-skipper',
    className: 'skipper',
    controller: 'zalando.org/skipper',
    mesh: 'ambient',
    image: 'ghcr.io/zalando/skipper:v0.27.65',
    labels: { application: 'skipper-ingress', component: 'ingress' },
    args: ['skipper', '-kubernetes', '-kubernetes-ingress-class=skipper'],
  },
];
