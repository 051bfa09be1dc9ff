import {
  cluster,
  gatewayPod,
  istio,
  service,
  sidecarPod,
} from '../../testing/cluster';
import { connect } from '../connect';
import { throughGateway } from '../gateway/throughGateway';

const around = [
  sidecarPod('web/client-1', { ip: '10.1.0.9' }),
  sidecarPod('shop/cart-1', { ip: '10.1.0.1' }),
  service('shop/cart', '10.96.0.1', [{ name: 'http', port: 80 }], {
    'cart-1': '10.1.0.1',
  }),
  gatewayPod('edge/gw', { ip: '10.1.0.8', labels: { istio: 'gw' } }),
  service('edge/gw', '10.96.0.8', [{ name: 'http', port: 80 }], {
    gw: '10.1.0.8',
  }),
  istio('Gateway', 'edge/web', {
    selector: { istio: 'gw' },
    servers: [
      { port: { number: 80, name: 'http', protocol: 'HTTP' }, hosts: ['*'] },
    ],
  }),
];

const answering = (redirect: object, more: object = {}) =>
  istio('VirtualService', 'shop/cart', {
    hosts: ['cart.shop.svc.cluster.local'],
    gateways: ['mesh', 'edge/web'],
    http: [{ redirect, ...more }],
  });

const headers = { match: [{ headers: { old: { exact: 'yes' } } }] };

describe('a VirtualService that answers with a redirect', () => {
  it.each([
    ['to https', answering({ scheme: 'https' }), 'redirected proven'],
    ['elsewhere', answering({ uri: '/new' }), 'unroutable proven'],
    [
      'for some requests alone',
      answering({ scheme: 'https' }, headers),
      'unroutable inferred',
    ],
  ])('%s', (_, rule, expected) => {
    const host = 'cart.shop.svc.cluster.local';
    const state = cluster(around, rule);
    const [within] = connect(state, {
      from: 'web/client-1',
      address: '10.96.0.1',
      port: 80,
      protocol: 'http',
      host,
    });
    const [fromOutside] = throughGateway(state, {
      pod: 'edge/gw',
      port: 80,
      host,
      protocol: 'http',
    });
    for (const { wire, outcome, certainty } of [within, fromOutside]) {
      expect(wire).toBe('none');
      expect(`${outcome} ${certainty}`).toBe(expected);
    }
  });
});

describe('a route of the Gateway API that answers with a redirect', () => {
  const api = 'gateway.networking.k8s.io';
  const answer = (requestRedirect: object) => {
    const [{ outcome }] = connect(
      cluster(around, {
        apiVersion: `${api}/v1`,
        kind: 'HTTPRoute',
        metadata: { namespace: 'shop', name: 'cart' },
        spec: {
          parentRefs: [{ group: '', kind: 'Service', name: 'cart' }],
          rules: [{ filters: [{ type: 'RequestRedirect', requestRedirect }] }],
        },
      }),
      {
        from: 'web/client-1',
        address: '10.96.0.1',
        port: 80,
        protocol: 'http',
        host: 'cart.shop',
      },
    );
    return outcome;
  };

  it('says so where that is to https, and that nothing goes on where it is not', () => {
    expect(answer({ scheme: 'https' })).toBe('redirected');
    expect(answer({ hostname: 'www.example.com' })).toBe('unroutable');
  });
});
