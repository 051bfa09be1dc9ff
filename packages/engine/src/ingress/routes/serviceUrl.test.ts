import fc from 'fast-check';
import type { Service } from '../../state/kinds/service';
import { objectsOf, stateOf } from '../../testing/demo';
import { services } from '../../state/kinds/service';
import { parseServiceUrl, spokenTo } from './serviceUrl';

const cart = stateOf(
  objectsOf(`
apiVersion: v1
kind: Service
metadata: { name: cart, namespace: shop }
spec:
  selector: { app: cart }
  ports: [{ name: http, port: 80 }, { name: tcp-feed, port: 9000 }]
`),
).get(services, 'shop', 'cart') as Service;

describe('a URL that names a Service', () => {
  it.each([
    ['http://cart', 'shop/cart', 80, 'cart'],
    ['http://cart.eu:8080', 'eu/cart', 8080, 'cart.eu'],
    ['https://cart.eu.svc', 'eu/cart', 443, 'cart.eu.svc'],
    [
      'http://cart.eu.svc.cluster.local:80/v1',
      'eu/cart',
      80,
      'cart.eu.svc.cluster.local',
    ],
    ['HTTPS://cart.eu.', 'eu/cart', 443, 'cart.eu'],
    ['tcp://cart.eu:9000', 'eu/cart', 9000, 'cart.eu'],
    ['cart:8080', 'shop/cart', 8080, 'cart'],
  ])('%s is one of %s, port %d, Host %s', (url, key, port, host) => {
    expect(parseServiceUrl(url, 'shop')).toMatchObject({ key, port, host });
  });

  it.each([
    'http://api.example.com',
    'http://10.0.0.7:80',
    'http://[::1]:80',
    'tcp://cart.eu',
    'http://cart.eu.svc.other.domain:80',
    '',
    'http://',
  ])('%s names none', url => {
    expect(parseServiceUrl(url, 'shop')).toBeUndefined();
  });

  it('is read back from any Service, namespace and port', () => {
    const label = fc.stringMatching(/^[a-z]([-a-z0-9]{0,20}[a-z0-9])?$/);
    fc.assert(
      fc.property(
        label,
        label.filter(name => name !== 'svc'),
        fc.integer({ min: 1, max: 65535 }),
        fc.constantFrom('', '.svc', '.svc.cluster.local'),
        (service, namespace, port, suffix) => {
          expect(
            parseServiceUrl(
              `http://${service}.${namespace}${suffix}:${port}/any/path`,
              'elsewhere',
            ),
          ).toEqual({
            scheme: 'http',
            key: `${namespace}/${service}`,
            port,
            host: `${service}.${namespace}${suffix}`,
            hasPort: true,
          });
        },
      ),
    );
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string(), url => {
        expect(() => parseServiceUrl(url, 'shop')).not.toThrow();
      }),
    );
  });
});

describe('what is spoken to a URL', () => {
  it.each([
    ['http', 0, { protocol: 'http', tls: 'none' }],
    ['https', 0, { protocol: 'http', tls: 'edge' }],
    ['h2c', 0, { protocol: 'http2', tls: 'none' }],
    ['tcp', 0, { protocol: 'http', tls: 'none' }],
    ['tcp', 1, { protocol: 'tcp', tls: 'none' }],
    ['tls', 1, { protocol: 'tcp', tls: 'edge' }],
  ])('of %s, at port number %d of the Service', (scheme, index, expected) => {
    expect(spokenTo({ scheme }, cart, cart.ports[index])).toEqual(expected);
  });
});
