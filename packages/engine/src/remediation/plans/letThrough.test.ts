import { analyze } from '../../posture/analyze';
import type { ClusterState } from '../../state/clusterState';
import { pods } from '../../state/kinds/pod';
import { parseManifests } from '../../state/parseManifests';
import { demoObjects, stateOf } from '../../testing/demo';

function demo(...files: readonly string[]): ClusterState {
  return stateOf(
    demoObjects(file =>
      ['00-mesh', ...files].some(one => file === `${one}.yaml`),
    ),
  );
}

function apply(state: ClusterState, ...manifests: readonly string[]): void {
  for (const text of manifests) {
    for (const one of parseManifests(text, 'test').objects) state.upsert(one);
  }
}

function postureOf(state: ClusterState, name: string) {
  const found = analyze(state).find(one => one.service.name === name);
  if (!found) throw new Error(`there is no ${name}`);
  return found;
}

const closed = (namespace: string, spec: string) => `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: closed, namespace: ${namespace} }
spec: ${spec}
`;

const nobodyIn = '{ podSelector: {}, policyTypes: [Ingress] }';
const nobodyOut = '{ podSelector: {}, policyTypes: [Egress] }';

const codes = (posture: ReturnType<typeof postureOf>) =>
  posture.findings.map(one => one.code);

describe('pods that a NetworkPolicy keeps the edge from', () => {
  it.each([
    ['lets it in', [closed('nginx-sidecar-strict', nobodyIn)], 1],
    ['lets it out', [closed('nginx-sidecar-strict-edge', nobodyOut)], 1],
    [
      'lets it out and in',
      [
        closed('nginx-sidecar-strict', nobodyIn),
        closed('nginx-sidecar-strict-edge', nobodyOut),
      ],
      2,
    ],
  ])('get a policy more that %s, and nobody else', (_, policies, count) => {
    const state = demo('nginx-sidecar-strict');
    expect(postureOf(state, 'checkout')).toMatchObject({
      posture: 'enforced',
      certainty: 'proven',
    });
    apply(state, ...policies);
    const before = postureOf(state, 'checkout');
    expect(before).toMatchObject({
      posture: 'enforced',
      certainty: 'inferred',
    });
    expect(codes(before)).toContain('IP0108');

    const remedy = before.remedies.find(one => one.id === 'let-through');
    expect(remedy).toMatchObject({ standing: 'proven', resolves: ['IP0108'] });
    expect(remedy?.steps.map(one => one.action)).toEqual(
      new Array(count).fill('create'),
    );
    apply(state, ...(remedy?.steps ?? []).map(one => one.patch));
    const after = postureOf(state, 'checkout');
    expect(after).toMatchObject({ posture: 'enforced', certainty: 'proven' });
    expect(codes(after)).not.toContain('IP0108');
  });

  it('get none that would close pods which are open', () => {
    const state = demo('nginx-sidecar-strict');
    const [{ pod }] = postureOf(state, 'checkout').paths[0].hops[1].arrivals;
    const chosen = {
      namespace: 'nginx-sidecar-strict',
      labels: { shard: 'a' },
    };
    expect(state.inNamespace(pods, 'nginx-sidecar-strict').length).toBe(2);
    const old = state.at(pods, pod)!;
    const labels = { ...old.meta.labels, ...chosen.labels };
    state.put(pods, { ...old, meta: { ...old.meta, labels } });
    apply(
      state,
      closed(
        chosen.namespace,
        '{ podSelector: { matchLabels: { shard: a } } }',
      ),
    );
    const posture = postureOf(state, 'checkout');
    expect(codes(posture)).toContain('IP0108');
    expect(posture.remedies.map(one => one.id)).not.toContain('let-through');
  });
});

describe('a way out that would run into a NetworkPolicy', () => {
  const edge = 'ambient-permissive-edge';

  /** Ambient mode for the workload alone. */
  function withoutAmbientEdge(): ClusterState {
    const state = demo('ambient-permissive');
    for (const pod of state.inNamespace(pods, edge)) {
      state.put(pods, { ...pod, meta: { ...pod.meta, annotations: {} } });
    }
    return state;
  }

  const ports = (numbers: string) =>
    closed(
      'ambient-permissive',
      `{ podSelector: {}, ingress: [{ ports: ${numbers} }] }`,
    );

  const enrolling = (state: ClusterState) =>
    postureOf(state, 'warehouse').remedies.filter(
      one => one.reaches === 'permissive' && one.standing === 'proven',
    );

  it('is not proven, as HBONE comes in at a port of its own', () => {
    const state = withoutAmbientEdge();
    expect(enrolling(state)).not.toEqual([]);
    apply(state, ports('[{ port: 8080 }]'));
    expect(postureOf(state, 'warehouse')).toMatchObject({
      posture: 'plaintext',
      certainty: 'proven',
    });
    expect(enrolling(state)).toEqual([]);
  });

  it('is proven where the policy lets HBONE in, too', () => {
    const state = withoutAmbientEdge();
    apply(state, ports('[{ port: 8080 }, { port: 15008 }]'));
    expect(enrolling(state)).not.toEqual([]);
  });
});
