import fc from 'fast-check';
import { connect } from '../connect';
import type { Connection } from '../connection';
import {
  ambientPod,
  cluster,
  plainPod,
  service,
  sidecarPod,
} from '../../testing/cluster';

const ips = { edge: { ip: '10.1.0.9' }, cart: { ip: '10.1.0.1' } };
const anyMesh = fc
  .tuple(
    fc.constantFrom(plainPod, sidecarPod, ambientPod),
    fc.constantFrom(plainPod, sidecarPod, ambientPod),
    fc.constantFrom('http', 'tcp', 'odd'),
  )
  .map(([edge, cart, name]) => [
    edge('edge/nginx', ips.edge),
    cart('shop/cart-0', ips.cart),
    service('shop/cart', '10.96.0.1', [{ name, port: 80, targetPort: 8080 }], {
      'cart-0': '10.1.0.1',
    }),
  ]);

const anyConnection: fc.Arbitrary<Connection> = fc.record({
  from: fc.constantFrom('edge/nginx', null),
  address: fc.constantFrom('10.96.0.1', '10.1.0.1'),
  port: fc.constantFrom(80, 8080),
  host: fc.constant('cart.shop'),
  protocol: fc.constantFrom('http' as const, 'tcp' as const),
});

const word = fc.oneof(
  fc.constantFrom('*', 'edge', '*ge', 'cluster.local/ns/edge/sa/default', '/'),
  fc.string(),
);
const words = fc.array(word, { maxLength: 3 });
const source = fc.record(
  {
    principals: words,
    notPrincipals: words,
    namespaces: words,
    notNamespaces: words,
    serviceAccounts: words,
    ipBlocks: words,
    requestPrincipals: words,
  },
  { requiredKeys: [] },
);
const operation = fc.record(
  { ports: fc.array(fc.constantFrom('80', '8080')), paths: words },
  { requiredKeys: [] },
);
const when = fc.record({
  key: fc.oneof(fc.constantFrom('source.namespace', 'source.ip'), fc.string()),
  values: words,
  notValues: words,
});
const rule = fc.record(
  {
    from: fc.array(fc.record({ source }), { maxLength: 2 }),
    to: fc.array(fc.record({ operation }), { maxLength: 2 }),
    when: fc.array(when, { maxLength: 2 }),
  },
  { requiredKeys: [] },
);
const anySpec = fc.record(
  {
    action: fc.constantFrom('ALLOW', 'DENY', 'AUDIT', 'CUSTOM'),
    rules: fc.array(rule, { maxLength: 2 }),
  },
  { requiredKeys: [] },
);

const policy = (spec: unknown, name = 'guard') => ({
  apiVersion: 'security.istio.io/v1',
  kind: 'AuthorizationPolicy',
  metadata: { namespace: 'shop', name },
  spec,
});

describe('an AuthorizationPolicy', () => {
  it('that selects nothing changes nothing', () => {
    fc.assert(
      fc.property(anyMesh, anyConnection, anySpec, (mesh, asked, spec) => {
        const selector = { matchLabels: { app: 'nobody' } };
        const more = policy({ ...spec, selector });
        expect(connect(cluster(mesh, more), asked)).toEqual(
          connect(cluster(mesh), asked),
        );
      }),
    );
  });

  it('never lets in what the proxy refuses, nor changes where it ends', () => {
    fc.assert(
      fc.property(anyMesh, anyConnection, anySpec, (mesh, asked, spec) => {
        const without = connect(cluster(mesh), asked);
        const under = connect(cluster(mesh, policy(spec)), asked);
        under.forEach((one, at) => {
          const { pod, port, wire, outcome } = without[at];
          expect(one).toMatchObject({ pod, port, wire });
          const outcomes = one.refusedBy ? ['accepted'] : [one.outcome];
          expect(outcomes).toContain(outcome);
        });
      }),
    );
  });

  it('of ALLOW more refuses nothing that was let in, of DENY more lets in nothing', () => {
    const letIn = (mesh: unknown[], asked: Connection) =>
      connect(cluster(mesh), asked).map(({ outcome, certainty }) => {
        if (outcome !== 'accepted') return 0;
        return certainty === 'proven' ? 2 : 1;
      });
    const args = [anyMesh, anyConnection, anySpec, anySpec] as const;
    fc.assert(
      fc.property(...args, (mesh, asked, first, second) => {
        const allow = policy({ ...first, action: 'ALLOW' });
        const before = letIn([mesh, allow], asked);
        const wider = policy({ ...second, action: 'ALLOW' }, 'more');
        const narrower = policy({ ...second, action: 'DENY' }, 'more');
        letIn([mesh, allow, wider], asked).forEach((one, at) =>
          expect(one).toBeGreaterThanOrEqual(before[at]),
        );
        letIn([mesh, allow, narrower], asked).forEach((one, at) =>
          expect(one).toBeLessThanOrEqual(before[at]),
        );
      }),
    );
  });

  it('of any shape is no reason to throw', () => {
    const shape = fc.oneof(fc.jsonValue(), anySpec, fc.object());
    const rules = fc.array(shape, { maxLength: 3 });
    const spec = fc.oneof(shape, fc.record({ action: shape, rules }));
    fc.assert(
      fc.property(anyMesh, anyConnection, spec, (mesh, asked, any) => {
        const state = cluster(mesh, policy(any));
        expect(connect(state, asked).length).toBeGreaterThan(0);
      }),
    );
  });
});
