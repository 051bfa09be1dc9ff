import { cluster, istio, plainPod, sidecarPod } from '../../testing/cluster';
import { connect } from '../connect';

const port = (number: number) => ({
  name: `p${number}`,
  number,
  protocol: 'HTTP',
});
const entry = (name: string, number: number, spec: object = {}) =>
  istio('ServiceEntry', `web/${name}`, {
    hosts: ['*.example.com'],
    ports: [port(number)],
    resolution: 'NONE',
    ...spec,
  });

function dial(...entries: unknown[]): string {
  const state = cluster(
    sidecarPod('web/client-1', { ip: '10.1.0.9' }),
    plainPod('shop/cart-1', { ip: '10.1.0.1' }),
    entries,
  );
  const [{ outcome }] = connect(state, {
    from: 'web/client-1',
    address: '10.1.0.1',
    port: 8080,
    host: 'shop.example.com',
    protocol: 'http',
  });
  return outcome;
}

// istio pilot/pkg/model/sidecar.go canMergeServices: only what is written counts, not the mesh's default.
describe('a host that two ServiceEntries of a namespace have', () => {
  it.each([
    ['has the ports of both', entry('a', 80), 'accepted'],
    [
      'has those of the first alone where only one says who sees it',
      entry('a', 80, { exportTo: ['*'] }),
      'unroutable',
    ],
    [
      'and where the two differ in resolution',
      entry('a', 80, {
        resolution: 'STATIC',
        endpoints: [{ address: '10.1.0.1' }],
      }),
      'unroutable',
    ],
  ])('%s', (_, first, expected) => {
    expect(dial(first, entry('b', 8080))).toBe(expected);
  });
});
