import fc from 'fast-check';
import { Service, services } from '../../state/kinds/service';
import { objectsOf, stateOf } from '../../testing/demo';
import { askedByUrl, urlKeys } from './askedByUrl';

const state = stateOf(
  objectsOf(`
apiVersion: v1
kind: Service
metadata: { name: login, namespace: shop }
spec:
  selector: { app: login }
  clusterIP: 10.96.0.7
  clusterIPs: [10.96.0.7]
  ports:
    - { name: http, port: 80, targetPort: 4180 }
    - { name: https, port: 443, targetPort: 4443 }
---
apiVersion: v1
kind: Service
metadata: { name: pods, namespace: shop }
spec:
  selector: { app: login }
  clusterIP: None
  clusterIPs: [None]
  ports: [{ name: http, port: 80, targetPort: 4180 }]
---
apiVersion: v1
kind: Service
metadata: { name: elsewhere, namespace: shop }
spec: { type: ExternalName, externalName: login.example.com, ports: [{ port: 80 }] }
`),
);

function asked(url: string, name: string, namespace = 'edge') {
  const service = state.get(services, 'shop', name) as Service;
  return askedByUrl(
    { url, namespace, by: 'the field', evidence: [], source: 'the source' },
    service,
  );
}

describe('a Service that is asked by a URL', () => {
  it.each([
    ['http://login.shop', 80, 'login.shop', 'none'],
    ['http://login.shop:80/verify', 80, 'login.shop:80', 'none'],
    ['https://login.shop.svc', 443, 'login.shop.svc', 'edge'],
    [
      'http://login.shop.svc.cluster.local:443',
      443,
      'login.shop.svc.cluster.local:443',
      'none',
    ],
  ])(
    '%s is dialled at port %d with Host %s, and TLS %s',
    (url, port, host, tls) => {
      const found = asked(url, 'login');
      expect(found?.port.port).toBe(port);
      expect(found?.said.addressing?.effect).toBe('service-vip');
      expect(found?.said.host?.effect).toBe(host);
      expect(found?.said.backend?.effect.tls).toBe(tls);
    },
  );

  it.each([
    ['http://login', 'login', 'is one of the namespace of whoever dials'],
    [
      'http://login.shop:4180',
      'login',
      'has no such port: the name stands for an address',
    ],
    [
      'http://pods.shop',
      'pods',
      'stands for pods, which listen at another port',
    ],
    ['http://elsewhere.shop', 'elsewhere', 'stands for a name elsewhere'],
    ['http://login.example.com', 'login', 'is no name in the cluster'],
  ])('%s is not %s: it %s', (url, name) => {
    expect(asked(url, name)).toBeUndefined();
  });

  it('is found without a namespace, where whoever dials is in its own', () => {
    expect(asked('http://login', 'login', 'shop')?.port.port).toBe(80);
  });

  it('has the ports of its pods where it is headless, and they are dialled', () => {
    expect(asked('http://pods.shop:4180', 'pods')?.port.port).toBe(80);
  });

  it('is found by the keys of every URL that leads to it', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('', '.shop', '.shop.svc', '.shop.svc.cluster.local'),
        fc.constantFrom('', ':80', ':443'),
        fc.constantFrom('', '/', '/verify?of=login'),
        (suffix, port, path) => {
          const url = `http://login${suffix}${port}${path}`;
          expect(asked(url, 'login', 'shop')).toBeDefined();
          expect(urlKeys(url)).toEqual([
            suffix === '' ? '*/login' : 'shop/login',
          ]);
        },
      ),
    );
  });
});
