import type { Mapping } from '../../state/kinds/emissary';
import { dialledName, hasHttpsScheme, parseTarget } from './mappingTarget';

function mapping(service: string): Mapping {
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
    autoHostRewrite: false,
    grpc: false,
    ambassadorIds: [],
    hostIsPattern: false,
    prefixIsPattern: false,
    redirects: false,
    shadow: false,
  };
}

describe("the target of a Mapping's service", () => {
  it.each([
    ['cart', 'shop', 'cart', 80],
    ['Cart', 'shop', 'cart', 80],
    ['cart:8080', 'shop', 'cart', 8080],
    ['cart.pay', 'pay', 'cart', 80],
    ['https://cart.pay', 'pay', 'cart', 443],
    ['HTTPS://cart.pay', 'pay', 'cart', 443],
    ['https://cart.pay:8443', 'pay', 'cart', 8443],
    ['http://cart.pay.svc.cluster.local:81', 'pay', 'cart', 81],
  ])('%s is Service %s/%s, port %i', (text, namespace, service, port) => {
    const target = mapping(text);
    expect(parseTarget(target, hasHttpsScheme(target))).toMatchObject({
      namespace,
      service,
      port,
    });
  });

  it('has the port of TLS where a TLSContext starts it', () => {
    expect(parseTarget(mapping('cart'), true)).toMatchObject({ port: 443 });
  });

  it.each([
    ['cart', 'edge', 'cart.shop'],
    ['cart', 'shop', 'cart'],
    ['cart.pay', 'edge', 'cart.pay'],
    ['10.96.0.7', 'edge', '10.96.0.7'],
  ])('%s is asked for, by Emissary in %s, as %s', (text, namespace, name) => {
    const target = mapping(text);
    expect(dialledName(target, parseTarget(target, false), namespace)).toBe(
      name,
    );
  });
});
