import {
  cluster,
  istio,
  meshConfigMap,
  service,
  sidecarPod,
} from '../../testing/cluster';
import { connect } from '../connect';

const label = 'topology.istio.io/network';
const of = (network: string) => ({ [label]: network });

const client = (labels = {}) =>
  sidecarPod('shop/client-1', { ip: '10.1.0.9', labels });
const cart = (labels = {}) => [
  sidecarPod('shop/cart-1', { ip: '10.1.0.1', labels }),
  service('shop/cart', '10.96.0.1', [{ name: 'http', port: 80 }], {
    'cart-1': '10.1.0.1',
  }),
];
const gateway = (network: string) =>
  service(
    'istio-system/east-west',
    '10.96.0.7',
    [{ name: 'tls', port: 15443 }],
    {},
    { labels: of(network) },
  );
const systemNamespace = (labels: object) => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name: 'istio-system', labels },
});
const meshNetworks = {
  ...meshConfigMap('{}'),
  data: {
    mesh: '{}',
    meshNetworks:
      'networks:\n  far:\n    endpoints: [{fromRegistry: east}]\n    gateways: [{address: 1.2.3.4, port: 15443}]\n',
  },
};

function certainty(address: string, host: string, objects: readonly unknown[]) {
  const asked = { address, port: 80, host, protocol: 'http' as const };
  const state = cluster(objects);
  return connect(state, { from: 'shop/client-1', ...asked }).map(
    one => one.certainty,
  );
}

// istio pilot/pkg/xds/endpoints/ep_filters.go EndpointsByNetworkFilter.
describe('an endpoint', () => {
  it.each([
    ['of no network is dialled', [client(), cart(), gateway('far')], 'proven'],
    [
      "of the client's network is dialled",
      [client(of('far')), cart(of('far')), gateway('far')],
      'proven',
    ],
    [
      'of another network is dialled where that has no gateway',
      [client(of('near')), cart(of('far')), gateway('near')],
      'proven',
    ],
    [
      'of another network is left open where that has a gateway',
      [client(of('near')), cart(of('far')), gateway('far')],
      'inferred',
    ],
    [
      'of a network is left open where the client is of none',
      [client(), cart(of('far')), gateway('far')],
      'inferred',
    ],
    [
      "is of its control plane's network",
      [client(), cart(), gateway('far'), systemNamespace(of('far'))],
      'inferred',
    ],
    [
      'is left open where meshNetworks may put it behind a gateway',
      [client(), cart(), meshNetworks],
      'inferred',
    ],
    [
      'is dialled where its label says what meshNetworks cannot change',
      [client(of('near')), cart(of('near')), meshNetworks],
      'proven',
    ],
  ])('%s', (_, objects, expected) => {
    expect(certainty('10.96.0.1', 'cart', objects)).toEqual([expected]);
  });

  it('of a ServiceEntry is in the network that this says', () => {
    const entry = istio('ServiceEntry', 'shop/api', {
      hosts: ['api.example.com'],
      addresses: ['10.97.0.5'],
      location: 'MESH_INTERNAL',
      resolution: 'STATIC',
      ports: [{ name: 'http', number: 80, protocol: 'HTTP' }],
      endpoints: [{ address: '10.1.0.1', network: 'far' }],
    });
    const objects = [client(of('near')), cart(of('near')), entry];
    const asked = (more: readonly unknown[]) =>
      certainty('10.97.0.5', 'api.example.com', [...objects, ...more]);
    expect(asked([])).toEqual(['proven']);
    expect(asked([gateway('far')])).toEqual(['inferred']);
  });
});
