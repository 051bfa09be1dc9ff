import { cluster, service } from '../../testing/cluster';
import { headlessPorts } from './headlessService';

const state = cluster(
  service(
    'shop/cart',
    'None',
    [
      { name: 'tcp', port: 9000 },
      { name: 'http', port: 80 },
    ],
    { 'cart-1': '10.1.0.1' },
  ),
  service('shop/web', '10.96.0.2', [{ name: 'http', port: 80 }], {
    'cart-1': '10.1.0.1',
    'web-1': '10.1.0.2',
  }),
  // A pod that has no container port of the Service's target port's name is in a slice of its own.
  service('shop/db', 'None', [], { 'cart-1': '10.1.0.1' }),
);

describe('headless ports at an address', () => {
  const host = (name: string) => `${name}.shop.svc.cluster.local`;

  it.each([
    ['those of a headless Service', 'cart', 'tcp', true],
    ['none that it does not have', 'cart', 'grpc', false],
    ['none of a Service with an address', 'web', 'http', false],
    ['none that the pod itself has not', 'db', 'tcp', false],
  ])('are %s', (_, name, port, expected) => {
    expect(headlessPorts(state, '10.1.0.1')?.(host(name), port)).toBe(expected);
  });

  it('are none where no headless Service has the address', () => {
    expect(headlessPorts(state, '10.1.0.2')).toBeUndefined();
  });
});
