import { cluster, istio, plainPod, sidecarPod } from '../../testing/cluster';
import { connect } from '../connect';

const four = (last: number) => `10.1.0.${last}`;
const six = (last: number) => `fd00::${last}`;

/** A pod with these addresses, the first of which is its primary one. */
const withAddresses = (
  pod: Record<string, unknown>,
  ips: readonly string[],
) => ({
  ...pod,
  status: {
    ...(pod.status as object),
    podIP: ips[0],
    podIPs: ips.map(ip => ({ ip })),
  },
});

const slice = (addressType: string, address: string) => ({
  apiVersion: 'discovery.k8s.io/v1',
  kind: 'EndpointSlice',
  metadata: {
    namespace: 'shop',
    name: `cart-${addressType.toLowerCase()}`,
    labels: { 'kubernetes.io/service-name': 'cart' },
  },
  addressType,
  endpoints: [
    {
      addresses: [address],
      targetRef: { kind: 'Pod', namespace: 'shop', name: 'cart-1' },
    },
  ],
  ports: [{ name: 'tcp', port: 8080 }],
});

const cart = (...clusterIPs: readonly string[]) => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { namespace: 'shop', name: 'cart' },
  spec: {
    clusterIP: clusterIPs[0],
    clusterIPs,
    selector: { app: 'cart' },
    ports: [{ name: 'tcp', port: 80, targetPort: 8080 }],
  },
});

/** What becomes of plain bytes of shop/client-1, whose pods and the server's have these addresses. */
function reached(
  ips: (last: number) => readonly string[],
  address: string,
  ...objects: readonly unknown[]
) {
  const state = cluster(
    withAddresses(sidecarPod('shop/client-1', { ip: '' }), ips(9)),
    withAddresses(sidecarPod('shop/cart-1', { ip: '' }), ips(1)),
    objects,
  );
  const asked = { address, port: 80, protocol: 'tcp' as const };
  return connect(state, { from: 'shop/client-1', ...asked }).map(
    ({ pod, wire, outcome }) => `${pod} ${wire} ${outcome}`,
  );
}

const onlyFour = (last: number) => [four(last)];
const both = (last: number) => [four(last), six(last)];

// istio pilot/pkg/model/service.go GetAddressForProxy.
describe('a Service of two families', () => {
  it.each([
    ['IPv4 comes first', ['10.96.0.1', 'fd00:96::1']],
    ['IPv6 comes first', ['fd00:96::1', '10.96.0.1']],
  ])(
    'is known by its address of IPv4 to pods of IPv4 where %s',
    (_, addresses) => {
      expect(
        reached(
          onlyFour,
          '10.96.0.1',
          cart(...addresses),
          slice('IPv4', four(1)),
        ),
      ).toEqual(['shop/cart-1 istio-mtls accepted']);
    },
  );

  it('is known by its first address alone to pods of both families', () => {
    const sixFirst = cart('fd00:96::1', '10.96.0.1');
    expect(
      reached(both, '10.96.0.1', sixFirst, slice('IPv4', four(1))),
    ).toEqual(['shop/cart-1 plaintext accepted']);
  });

  it('leads mesh mTLS past the sidecar at the addresses of IPv6 that are not redirected', () => {
    const slices = [slice('IPv4', four(1)), slice('IPv6', six(1))];
    expect(
      reached(both, '10.96.0.1', cart('10.96.0.1', 'fd00:96::1'), slices),
    ).toEqual([
      'shop/cart-1 istio-mtls accepted',
      'shop/cart-1 istio-mtls rejected',
    ]);
  });
});

describe('an address of IPv6', () => {
  const strict = istio('PeerAuthentication', 'shop/strict', {
    mtls: { mode: 'STRICT' },
  });
  const dial = (address: string) =>
    connect(
      cluster(
        plainPod('shop/plain-1', { ip: four(8) }),
        withAddresses(sidecarPod('shop/cart-1', { ip: '' }), both(1)),
        cart('10.96.0.1', 'fd00:96::1'),
        slice('IPv4', four(1)),
        slice('IPv6', six(1)),
        strict,
      ),
      { from: 'shop/plain-1', address, port: 80, protocol: 'tcp' },
    ).map(({ outcome }) => outcome);

  it('of a pod that has IPv4 as well is past its sidecar, so that STRICT does not hold there', () => {
    expect(dial(six(1))).toEqual(['accepted']);
    expect(dial(four(1))).toEqual(['rejected']);
  });

  it('of a Service is forwarded to addresses of IPv6 alone', () => {
    expect(dial('fd00:96::1')).toEqual(['accepted']);
    expect(dial('10.96.0.1')).toEqual(['rejected']);
  });
});
