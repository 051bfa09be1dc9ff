import {
  cluster,
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
  ])('%s concerns whom it says something new to', (_, object, concerned) => {
    const state = cluster(shop);
    const analysis = new Analysis(state);
    analysis.refresh();
    state.upsert(object);
    const { judged } = analysis.refresh();
    expect(judged.map(one => one.service.name)).toEqual(concerned);
  });
});
