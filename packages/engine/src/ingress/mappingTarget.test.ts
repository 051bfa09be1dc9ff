import type { Mapping } from '../state/kinds/emissary';
import { parseTarget } from './mappingTarget';

function mapping(service: string, tls?: string): Mapping {
  return {
    kind: 'Mapping',
    meta: {
      namespace: 'shop',
      name: 'm',
      labels: {},
      annotations: {},
      created: 0,
    },
    hostname: null,
    prefix: '/',
    service,
    ...(tls !== undefined && { tls }),
    autoHostRewrite: false,
    grpc: false,
    ambassadorIds: [],
    hostIsPattern: false,
    prefixIsPattern: false,
    redirects: false,
  };
}

describe("the target of a Mapping's service", () => {
  it.each([
    ['cart', 'shop', 'cart', 80, false],
    ['cart:8080', 'shop', 'cart', 8080, false],
    ['cart.pay', 'pay', 'cart', 80, false],
    ['https://cart.pay', 'pay', 'cart', 443, true],
    ['https://cart.pay:8443', 'pay', 'cart', 8443, true],
    ['http://cart.pay.svc.cluster.local:81', 'pay', 'cart', 81, false],
  ])(
    '%s is Service %s/%s, port %i, TLS %s',
    (text, namespace, service, port, tls) => {
      expect(parseTarget(mapping(text))).toMatchObject({
        namespace,
        service,
        port,
        tls,
      });
    },
  );

  it('is reached over TLS where a TLSContext is named', () => {
    expect(parseTarget(mapping('cart', 'upstream'))).toMatchObject({
      port: 443,
      tls: true,
    });
  });
});
