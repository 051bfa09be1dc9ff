import {
  cluster,
  istio,
  plainPod,
  service,
  sidecarPod,
} from '../../testing/cluster';
import { pods } from '../../state/kinds/pod';
import { sidecarClient } from '../client';
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

// istio pilot/pkg/model/push_context.go virtualServiceDestinationsFilteredBySourceNamespace.
describe('a service that only an imported route leads to', () => {
  const log = { host: 'log.shop.svc.cluster.local' };
  const route = [{ destination: log }];
  const home = [{ destination: { host: 'cart.web.svc.cluster.local' } }];
  const of = (...namespaces: readonly (string | undefined)[]) =>
    namespaces.map(sourceNamespace => ({
      ...(sourceNamespace && { sourceNamespace }),
    }));

  it.each([
    ['has a cluster', { http: [{ route }] }, true],
    ['has one as a mirror', { http: [{ route: home, mirror: log }] }, true],
    ['as one of several', { http: [{ route: home, mirrors: route }] }, true],
    ['for the namespace', { http: [{ match: of('web'), route }] }, true],
    ['for another one not', { http: [{ match: of('shop'), route }] }, false],
    [
      'nor beside a match for any namespace',
      { http: [{ match: of('shop', undefined), route }] },
      false,
    ],
    [
      'but beside one for this',
      { http: [{ match: of('shop', undefined, 'web'), route }] },
      true,
    ],
    [
      'and whatever the namespace where it is no route of requests',
      { tcp: [{ match: of('shop'), route }] },
      true,
    ],
  ])('%s', (_, spec, expected) => {
    const state = cluster(
      sidecarPod('web/client-1', { ip: '10.1.0.9' }),
      service('shop/log', '10.96.0.1', [{ name: 'http', port: 80 }], {}),
      istio('Sidecar', 'web/default', { egress: [{ hosts: ['./*'] }] }),
      istio('VirtualService', 'web/cart', { hosts: ['cart'], ...spec }),
    );
    const [client] = state.list(pods);
    const found = sidecarClient(state, client).cluster(log.host);
    expect(found !== undefined).toBe(expected);
  });
});
