import fc from 'fast-check';
import { ClusterState } from '../../state/clusterState';
import { services } from '../../state/kinds/service';
import { cluster, plainPod, service } from '../../testing/cluster';
import { decisiveIngresses, leadMany } from './ingressesByBackend';
import { routesTo } from './routes';

const backend = 'shop/cart';
const upstream = 'nginx.ingress.kubernetes.io/service-upstream';

const platform = [
  ['nginx', 'k8s.io/ingress-nginx'],
  ['other', 'example.com/other'],
].map(([name, controller]) => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'IngressClass',
  metadata: { name },
  spec: { controller },
}));

const base = [
  platform,
  plainPod('edge/nginx-1', {
    ip: '10.2.0.1',
    labels: {
      'app.kubernetes.io/name': 'ingress-nginx',
      'app.kubernetes.io/component': 'controller',
    },
  }),
  plainPod('shop/cart-1', { ip: '10.1.0.1' }),
  service(
    backend,
    '10.96.0.1',
    [
      { name: 'http', port: 80, targetPort: 8080 },
      { name: 'admin', port: 81, targetPort: 8081 },
    ],
    { 'cart-1': '10.1.0.1' },
  ),
];

interface Written {
  readonly age: number;
  readonly className: string;
  readonly port: number | string;
  readonly isDefault: boolean;
  readonly dialsService: boolean;
}

const written: fc.Arbitrary<Written> = fc.record({
  age: fc.nat({ max: 30 }),
  className: fc.constantFrom('nginx', 'other', 'unknown'),
  port: fc.constantFrom(80, 81, 'http'),
  isDefault: fc.boolean(),
  dialsService: fc.boolean(),
});

function ingress(index: number, one: Written) {
  const to = {
    service: {
      name: 'cart',
      port:
        typeof one.port === 'string'
          ? { name: one.port }
          : { number: one.port },
    },
  };
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: {
      namespace: 'shop',
      name: `way-${index}`,
      creationTimestamp: new Date(Date.UTC(2026, 0, 1 + one.age)).toISOString(),
      annotations: { [upstream]: String(one.dialsService) },
    },
    spec: {
      ingressClassName: one.className,
      ...(one.isDefault
        ? { defaultBackend: to }
        : {
            rules: [
              {
                host: `host-${index}.example.com`,
                http: {
                  paths: [{ path: '/', pathType: 'Prefix', backend: to }],
                },
              },
            ],
          }),
    },
  };
}

const some = fc.array(written, { minLength: 60, maxLength: 80 });

function routesIn(state: ClusterState): string {
  return JSON.stringify(routesTo(state, state.at(services, backend)!));
}

describe('a Service that many Ingresses lead to', () => {
  it('has the same routes after a change as when it is looked at afresh', () => {
    fc.assert(
      fc.property(
        some,
        fc.array(fc.tuple(fc.nat({ max: 59 }), fc.option(written)), {
          minLength: 1,
          maxLength: 5,
        }),
        (all, changes) => {
          const objects = all.map((one, index) => ingress(index, one));
          const state = cluster(base, objects);
          expect(leadMany(state, backend)).toBe(true);
          routesIn(state);
          const now = new Map(objects.entries());
          for (const [index, change] of changes) {
            if (change) {
              now.set(index, ingress(index, change));
              state.upsert(now.get(index));
            } else {
              state.remove(objects[index]);
              now.delete(index);
            }
            expect(routesIn(state)).toBe(
              routesIn(cluster(base, [...now.values()])),
            );
          }
        },
      ),
      { numRuns: 20 },
    );
  });

  it('takes its settings from the same one whether all are looked at or those that can decide', () => {
    fc.assert(
      fc.property(some, all => {
        const state = cluster(
          base,
          all.map((one, index) => ingress(index, one)),
        );
        const decisive = decisiveIngresses(state, backend);
        const fewer = cluster(base, []);
        for (const one of decisive) {
          fewer.upsert(
            ingress(
              Number(one.meta.name.slice(4)),
              all[Number(one.meta.name.slice(4))],
            ),
          );
        }
        const ownersIn = (one: ClusterState) =>
          new Map(
            routesTo(one, one.at(services, backend)!).map(route => [
              route.ref.name,
              route.dial,
            ]),
          );
        expect(decisive.length).toBeLessThan(20);
        const [many, few] = [ownersIn(state), ownersIn(fewer)];
        // Who holds a place that several claim may be another among fewer.
        const both = [...few].filter(([name]) => many.has(name));
        expect(both.map(([name]) => [name, many.get(name)])).toEqual(both);
      }),
      { numRuns: 20 },
    );
  });
});
