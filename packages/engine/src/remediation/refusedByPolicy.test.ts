import { analyze } from '../posture/analyze';
import type { ClusterState } from '../state/clusterState';
import { demoObjects, stateOf } from '../testing/demo';

const edge = 'nginx-permissive-edge';
const namespace = 'nginx-permissive';

function demo(rules: readonly object[]): ClusterState {
  const state = stateOf(
    demoObjects(file => /^(00-mesh|nginx-permissive)\.yaml$/.test(file)),
  );
  state.upsert({
    apiVersion: 'security.istio.io/v1',
    kind: 'AuthorizationPolicy',
    metadata: { name: 'guard', namespace },
    spec: { rules },
  });
  return state;
}

function postureUnder(...namespaces: readonly string[]) {
  const state = demo([{ from: [{ source: { namespaces } }] }]);
  const found = analyze(state).find(
    one => one.service.namespace === namespace && one.paths.length > 0,
  );
  if (!found) throw new Error(`nothing leads to ${namespace}`);
  return found;
}

describe('plaintext that an AuthorizationPolicy refuses', () => {
  it('is refused beyond doubt, and not for want of mTLS', () => {
    const { posture, certainty, findings, sentence } = postureUnder(edge);
    expect({ posture, certainty }).toEqual({
      posture: 'rejected',
      certainty: 'proven',
    });
    const codes = findings.map(one => one.code);
    expect(codes).toContain('IP0109');
    expect(codes).not.toContain('IP0102');
    expect(sentence).toContain(`AuthorizationPolicy ${namespace}/guard`);
    expect(sentence).toContain('403');
  });

  it('is let in with the mesh identity that the policy asks for', () => {
    const proven = postureUnder(edge).remedies.filter(
      one => one.standing === 'proven',
    );
    expect(proven.map(one => one.reaches)).toContain('permissive');
  });

  it('is cured by an identity that the policy does not let in only with a policy that does', () => {
    const { remedies } = postureUnder('somewhere-else');
    const proven = remedies.filter(one => one.standing === 'proven');
    expect(proven.map(one => one.reaches)).not.toContain('plaintext');
    const further = proven.filter(one => one.reaches !== 'rejected');
    expect(further.length).toBeGreaterThan(0);
    for (const { steps, costs } of further) {
      const made = steps.filter(({ action }) => action === 'create');
      expect(made.map(({ object }) => object.kind)).toContain(
        'AuthorizationPolicy',
      );
      expect(costs.join()).toContain(`/ns/${edge}/sa/`);
    }
  });
});
