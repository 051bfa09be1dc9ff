import { Analysis } from '../posture/analysis';
import type { ClusterState } from '../state/clusterState';
import { demoObjects, objectsOf, stateOf } from '../testing/demo';
import { gridMeshes } from '../testing/gridMeshes';
import { whatIf } from './whatIf';

const demo = demoObjects(file =>
  /^(00-mesh|nginx-permissive|nginx-strict|mesh-internal)/.test(file),
);

const strict = objectsOf(`
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: { name: default, namespace: nginx-permissive }
spec: { mtls: { mode: STRICT } }
`);

describe('what-if', () => {
  it('says which paths a policy would break, and leaves the state alone', () => {
    const state = stateOf(demo);
    const size = state.size;
    const answer = whatIf(state, { put: strict });
    expect(answer.sentence).toBe(
      '1 of 3 services changes: 1 for the worse. 1 path breaks.',
    );
    expect(answer.objects).toEqual([
      {
        effect: 'created',
        apiVersion: 'security.istio.io/v1',
        kind: 'PeerAuthentication',
        namespace: 'nginx-permissive',
        name: 'default',
      },
    ]);
    expect(answer.changes).toMatchObject([
      {
        service: { namespace: 'nginx-permissive', name: 'storefront' },
        before: { posture: 'plaintext' },
        after: { posture: 'rejected' },
        direction: 'worse',
        paths: [{ before: 'plaintext', after: 'rejected', breaks: true }],
        findings: {
          appear: [
            {
              code: 'IP0102',
              severity: 'error',
              title: 'Plaintext is sent to a STRICT port',
            },
          ],
          go: [{ code: 'IP0101', severity: 'warning' }],
        },
      },
    ]);
    expect(state.size).toBe(size);
    expect(whatIf(state, {}).changes).toEqual([]);
  });

  it('says the same where only services are judged that the change affects', () => {
    const state = stateOf(demo);
    const analysis = new Analysis(state);
    analysis.refresh();
    const judged: number[] = [];
    const affectedIn = (copy: ClusterState) => {
      const keys = analysis.affectedIn(copy);
      judged.push(keys.length);
      return keys;
    };
    for (const change of [{ put: strict }, { remove: demo }, {}]) {
      expect(whatIf(state, change, { affectedIn })).toEqual(
        whatIf(state, change),
      );
    }
    expect(judged[0]).toBeLessThan(judged[1]);
    expect(judged[2]).toBe(0);
  });

  it('says what gets better when an object is taken away', () => {
    const answer = whatIf(stateOf(demo), {
      remove: objectsOf(`
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: { name: default, namespace: nginx-strict }
`),
    });
    expect(answer.objects[0].effect).toBe('removed');
    expect(answer.changes).toMatchObject([
      { direction: 'better', before: { posture: 'rejected' } },
    ]);
    expect(answer.counts.brokenPaths).toBe(0);
  });

  it('counts a path that leads nowhere any more as broken', () => {
    const ingress = demo.find(
      one =>
        (one as { kind: string }).kind === 'Ingress' &&
        JSON.stringify(one).includes('nginx-permissive'),
    );
    const answer = whatIf(stateOf(demo), { remove: [ingress] });
    expect(answer.changes[0].paths).toMatchObject([
      { after: null, breaks: true, sentence: 'This path is gone.' },
    ]);
  });

  it.each([
    ['same', demo.filter(one => (one as { kind: string }).kind === 'Ingress')],
    [
      'ignored',
      [{ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'a' } }],
    ],
  ])('tells objects that are %s, and that nothing changes', (effect, put) => {
    const answer = whatIf(stateOf(demo), { put });
    expect(new Set(answer.objects.map(one => one.effect))).toEqual(
      new Set([effect]),
    );
    expect(answer.sentence).toBe('Nothing changes for any of 3 services.');
  });

  describe('where something nobody knows may reach a service', () => {
    /** An Ingress for which no controller is known. */
    const ofNobody = (namespace: string, name: string) =>
      objectsOf(`
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: of-nobody, namespace: ${namespace} }
spec:
  ingressClassName: of-nobody
  defaultBackend: { service: { name: ${name}, port: { number: 80 } } }
`);
    const policy = (namespace: string, mode: string) =>
      objectsOf(`
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: { name: default, namespace: ${namespace} }
spec: { mtls: { mode: ${mode} } }
`);
    const ledger = stateOf([
      ...demo,
      ...ofNobody('mesh-internal', 'ledger'),
      ...policy('mesh-internal', 'PERMISSIVE'),
    ]);

    it.each(['STRICT', 'DISABLE'])(
      'says that nobody can say what %s does to it',
      mode => {
        const put = policy('mesh-internal', mode);
        const answer = whatIf(ledger, { put });
        expect(answer.unsure).toEqual([
          { namespace: 'mesh-internal', name: 'ledger' },
        ]);
        expect(answer.counts.unsure).toBe(1);
        expect(answer.sentence).toMatch(
          /but of 1 service not enough is known to say[.]$/,
        );
      },
    );

    it('says so beside what changes of the same service', () => {
      const some = ofNobody('nginx-permissive', 'storefront');
      const answer = whatIf(stateOf([...demo, ...some]), { put: strict });
      expect(answer.unsure).toHaveLength(1);
      expect(answer.sentence).toBe(
        '1 of 3 services changes: 1 for the worse. 1 path breaks, but of 1 service not enough is known to say.',
      );
    });

    it.each([
      ['the change lets more in', 'mesh-internal', 'PERMISSIVE'],
      ['it is about others', 'nginx-strict', 'DISABLE'],
    ])('says nothing of that where %s', (_, namespace, mode) => {
      const answer = whatIf(ledger, { put: policy(namespace, mode) });
      expect(answer.unsure).toEqual([]);
      expect(answer.sentence).not.toContain('not enough');
    });
  });

  describe('takes what is applied for younger than what is there', () => {
    const policy = (name: string, mode: string, created = '') =>
      objectsOf(`
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: { name: ${name}, namespace: nginx-permissive${created} }
spec: { mtls: { mode: ${mode} } }
`);
    const aged = ", creationTimestamp: '2026-01-01T00:00:00Z'";
    const state = stateOf([...demo, ...policy('default', 'PERMISSIVE', aged)]);

    it.each([
      ['without a time', ''],
      ['with one of its own', ", creationTimestamp: '2020-01-01T00:00:00Z'"],
    ])(
      'so that a second policy of the namespace counts for nothing (%s)',
      (_, created) => {
        const put = policy('a-second', 'STRICT', created);
        expect(whatIf(state, { put }).changes).toEqual([]);
      },
    );

    it('and leaves its age to what has the same name', () => {
      const put = [
        ...policy('a-second', 'PERMISSIVE'),
        ...policy('default', 'STRICT'),
      ];
      expect(whatIf(state, { put }).counts.brokenPaths).toBe(1);
      const [same] = whatIf(state, {
        put: policy('default', 'PERMISSIVE'),
      }).objects;
      expect(same.effect).toBe('same');
    });
  });

  it('says absent of what is not there to be taken away', () => {
    const answer = whatIf(stateOf(demo), { remove: strict });
    expect(answer.objects[0].effect).toBe('absent');
  });
});

describe('a Service that is taken away', () => {
  // A pool of AS3 asks who is its oldest Service: then none of them is.
  it.each(
    gridMeshes('f5-cis')
      .filter(({ name }) => / as3-pool(-unused)?, outside/.test(` ${name}`))
      .map(({ name, objects }): [string, readonly unknown[]] => [
        name,
        objects,
      ]),
  )('is gone where a declaration has its pool (%s)', (_, objects) => {
    const remove = objects.filter(
      one =>
        Object(one).kind === 'Service' &&
        'cis.f5.com/as3-pool' in Object(Object(one).metadata.labels),
    );
    const { name } = Object(remove[0]).metadata;
    const state = stateOf(objects);
    const analysis = new Analysis(state);
    analysis.refresh();
    const { changes } = whatIf(
      state,
      { remove },
      { affectedIn: copy => analysis.affectedIn(copy) },
    );
    expect(changes.find(one => one.service.name === name)).toMatchObject({
      after: null,
    });
  });
});
