import { cluster, istio, sidecarPod } from '../../testing/cluster';
import { connect } from '../connect';

const entry = (name: string, resolution: string, second: number) =>
  istio(
    'ServiceEntry',
    `shop/${name}`,
    {
      hosts: ['api.example.com'],
      location: 'MESH_INTERNAL',
      addresses: ['10.97.0.5'],
      ports: [{ name: 'tcp', number: 80, protocol: 'TCP' }],
      resolution,
      endpoints: resolution === 'STATIC' ? [{ address: '10.1.0.1' }] : [],
    },
    { creationTimestamp: `2026-03-01T08:00:0${second}Z` },
  );

function certainty(...entries: readonly unknown[]) {
  const state = cluster(
    sidecarPod('shop/client-1', { ip: '10.1.0.9' }),
    sidecarPod('shop/cart-1', { ip: '10.1.0.1' }),
    entries,
  );
  const asked = { address: '10.97.0.5', port: 80, protocol: 'tcp' as const };
  const [{ caveats }] = connect(state, { from: 'shop/client-1', ...asked });
  return caveats.filter(one => one.includes('one age'));
}

// istio pilot/pkg/model/push_context.go SortServicesByCreationTime.
describe('ServiceEntries of one host in one namespace', () => {
  it('of one age leave open which of them is meant', () => {
    expect(certainty(entry('a', 'STATIC', 0), entry('b', 'NONE', 0))).toEqual([
      'ServiceEntry shop/a and ServiceEntry shop/b have the host api.example.com and one age: which of them Istio takes first is not known.',
    ]);
  });

  it.each([
    [
      'are in order by their age',
      entry('a', 'STATIC', 0),
      entry('b', 'NONE', 1),
    ],
    [
      'are one where they are alike',
      entry('a', 'STATIC', 0),
      entry('b', 'STATIC', 0),
    ],
  ])('%s', (_, a, b) => {
    expect(certainty(a, b)).toEqual([]);
  });
});
