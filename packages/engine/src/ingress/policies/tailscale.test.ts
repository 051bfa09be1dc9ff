import { objectsOf, stateOf } from '../../testing/demo';
import { services } from '../../state/kinds/service';
import { leftOutOf, routesTo } from '../routes/routes';

const service = (name: string, clusterIP: string) => `
apiVersion: v1
kind: Service
metadata: { name: ${name}, namespace: shop }
spec: { clusterIP: ${clusterIP}, ports: [{ name: http, port: 80 }] }`;

const shop = [
  service('cart', '10.96.0.7'),
  service('next', '10.96.0.8'),
  service('headless', 'None'),
];

const to = (name: string, port = 'number: 80') =>
  `backend: { service: { name: ${name}, port: { ${port} } } }`;

const at = (path: string, backend: string) =>
  `{ path: ${path}, pathType: Prefix, ${backend} }`;

const rule = (...paths: readonly string[]) =>
  `{ http: { paths: [${paths.join(', ')}] } }`;

function ofCart(spec: string) {
  const ingress = `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: web, namespace: shop }
spec: { ingressClassName: tailscale, ${spec} }`;
  const state = stateOf(
    [...shop, ingress].flatMap(one => objectsOf(one, 'case')),
  );
  const cart = state.get(services, 'shop', 'cart');
  if (!cart) throw new Error('The case has no Service.');
  return {
    routes: routesTo(state, cart).length,
    leftOut: leftOutOf(state, cart).length,
  };
}

const byDefault = `default${to('cart').replace('b', 'B')}`;
const served = { routes: 1, leftOut: 0 };
const passedOver = { routes: 0, leftOut: 1 };

describe('a backend of an Ingress of Tailscale', () => {
  it.each([
    ['is served alone', `rules: [${rule(at('/', to('cart')))}]`, served],
    [
      'gives way to a later one for its path',
      `rules: [${rule(at('/', to('cart')), at('/', to('next')))}]`,
      passedOver,
    ],
    [
      'counts before an earlier one for its path',
      `rules: [${rule(at('/', to('next')), at('/', to('cart')))}]`,
      served,
    ],
    [
      'stands beside one for another path',
      `rules: [${rule(at('/', to('cart')), at('/next', to('next')))}]`,
      served,
    ],
    [
      'gives way to the rule of another host that is the proxy’s',
      `tls: [{ hosts: [shop] }], rules: [${rule(
        at('/', to('cart')),
      )}, { host: shop, http: { paths: [${at('/', to('next'))}] } }]`,
      passedOver,
    ],
    [
      'stands beside the rule of a host that is not',
      `rules: [${rule(at('/', to('cart')))}, { host: shop, http: { paths: [${at(
        '/',
        to('next'),
      )}] } }]`,
      served,
    ],
    [
      'by default gives way to a rule for /',
      `${byDefault}, rules: [${rule(at('/', to('next')))}]`,
      passedOver,
    ],
    [
      'by default stands beside a rule for another path',
      `${byDefault}, rules: [${rule(at('/next', to('next')))}]`,
      served,
    ],
    [
      'gives no way to a headless Service',
      `rules: [${rule(at('/', to('cart')), at('/', to('headless')))}]`,
      served,
    ],
    [
      'gives no way to a port that is not there by its name',
      `rules: [${rule(at('/', to('cart')), at('/', to('next', 'name: web')))}]`,
      served,
    ],
  ])('%s', (_, spec, expected) => {
    expect(ofCart(spec)).toEqual(expected);
  });
});
