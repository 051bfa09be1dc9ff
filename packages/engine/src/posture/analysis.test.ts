import {
  cluster,
  gatewayPod,
  istio,
  plainPod,
  service,
  sidecarPod,
} from '../testing/cluster';
import { Analysis } from './analysis';

const http = [{ name: 'http', port: 80, targetPort: 8080 }];

function namespace(name: string, labels: Readonly<Record<string, string>>) {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } };
}

/** Two services in the mesh; ingress-nginx leads to one of them, and the network lets in whoever is of team edge. */
const shop = [
  namespace('shop', { 'istio-injection': 'enabled' }),
  namespace('edge', { team: 'edge' }),
  sidecarPod('shop/cart-1', { ip: '10.1.0.1' }),
  service('shop/cart', '10.96.0.1', http, { 'cart-1': '10.1.0.1' }),
  sidecarPod('shop/ledger-1', { ip: '10.1.0.2' }),
  service('shop/ledger', '10.96.0.2', http, { 'ledger-1': '10.1.0.2' }),
  plainPod('edge/nginx-1', {
    ip: '10.2.0.1',
    labels: {
      'app.kubernetes.io/name': 'ingress-nginx',
      'app.kubernetes.io/component': 'controller',
    },
  }),
  {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'IngressClass',
    metadata: { name: 'nginx' },
    spec: { controller: 'k8s.io/ingress-nginx' },
  },
  {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { namespace: 'shop', name: 'cart' },
    spec: {
      ingressClassName: 'nginx',
      defaultBackend: { service: { name: 'cart', port: { number: 80 } } },
    },
  },
  {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { namespace: 'shop', name: 'edge-only' },
    spec: {
      podSelector: {},
      ingress: [
        { from: [{ namespaceSelector: { matchLabels: { team: 'edge' } } }] },
      ],
    },
  },
  istio('PeerAuthentication', 'shop/cart', {
    selector: { matchLabels: { app: 'cart' } },
    mtls: { mode: 'PERMISSIVE' },
  }),
  istio('Sidecar', 'shop/default', { egress: [{ hosts: ['./*'] }] }),
];

describe('a change', () => {
  it.each<[string, object, readonly string[]]>([
    [
      'of a label of a namespace that nothing asks for',
      namespace('shop', { 'istio-injection': 'enabled', owner: 'retail' }),
      [],
    ],
    [
      'of a label by which a NetworkPolicy chooses a namespace',
      namespace('edge', { team: 'platform' }),
      ['cart'],
    ],
    [
      'of a label that asks for sidecars',
      namespace('shop', { 'istio-injection': 'disabled' }),
      ['cart', 'ledger'],
    ],
    [
      'of the PeerAuthentication of one workload',
      istio('PeerAuthentication', 'shop/cart', {
        selector: { matchLabels: { app: 'cart' } },
        mtls: { mode: 'STRICT' },
      }),
      ['cart'],
    ],
    [
      'of a pod',
      sidecarPod('shop/ledger-1', { ip: '10.1.0.2', labels: { tier: 'back' } }),
      ['ledger'],
    ],
    [
      'of what a Sidecar lets out',
      istio('Sidecar', 'shop/default', { egress: [{ hosts: ['*/*'] }] }),
      [],
    ],
    [
      'of where a Sidecar listens',
      istio('Sidecar', 'shop/default', {
        ingress: [{ port: { number: 9090, name: 'http', protocol: 'HTTP' } }],
        egress: [{ hosts: ['./*'] }],
      }),
      ['cart'],
    ],
  ])('%s concerns whom it says something new to', (_, object, concerned) => {
    const state = cluster(shop);
    const analysis = new Analysis(state);
    analysis.refresh();
    state.upsert(object);
    const { judged } = analysis.refresh();
    expect(judged.map(one => one.service.name)).toEqual(concerned);
  });
});

/** Services that ingress-nginx leads to through one Istio gateway, by a host of each. */
const names = Array.from({ length: 60 }, (_, index) => `service-${index}`);
const ways = names.map(name => wayTo(name, '/'));

function wayTo(name: string, path: string) {
  const backend = { service: { name: 'gateway', port: { number: 80 } } };
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { namespace: 'istio-system', name },
    spec: {
      ingressClassName: 'nginx',
      rules: [
        {
          host: `${name}.example.com`,
          http: { paths: [{ path, pathType: 'Prefix', backend }] },
        },
      ],
    },
  };
}

const chained = [
  ...shop,
  gatewayPod('istio-system/gateway-1', { ip: '10.3.0.1' }),
  service('istio-system/gateway', '10.96.1.1', http, {
    'gateway-1': '10.3.0.1',
  }),
  istio('Gateway', 'istio-system/public', {
    selector: { app: 'gateway' },
    servers: [
      { port: { number: 80, name: 'http', protocol: 'HTTP' }, hosts: ['*'] },
    ],
  }),
  ways,
  ...names.map((name, index) => [
    sidecarPod(`shop/${name}-1`, { ip: `10.4.0.${index}` }),
    service(`shop/${name}`, `10.96.2.${index}`, http, {
      [`${name}-1`]: `10.4.0.${index}`,
    }),
    istio('VirtualService', `shop/${name}`, {
      hosts: [`${name}.example.com`],
      gateways: ['istio-system/public'],
      http: [{ route: [{ destination: { host: name } }] }],
    }),
  ]),
];

describe('a change of one of many Ingresses that lead to a gateway', () => {
  it('concerns the service that its host is for, and no other', () => {
    const state = cluster(chained);
    const analysis = new Analysis(state);
    const before = analysis.refresh().judged;
    const chains = before.filter(one =>
      one.paths.some(({ mode }) => mode === 'chained'),
    );
    expect(chains).toHaveLength(60);
    state.upsert(wayTo('service-7', '/api'));
    const { judged } = analysis.refresh();
    expect(judged.map(one => one.service.name)).toEqual(['service-7']);
    expect(judged[0].paths[0].route.path).toBe('/api');
  });
});
