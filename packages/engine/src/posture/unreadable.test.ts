import { kinds } from '../state/kinds';
import { demoObjects, stateOf } from '../testing/demo';
import { analyze } from './analyze';
import { findingKinds } from './unreadable';

const objects = demoObjects(file =>
  /^(00-mesh|nginx-sidecar-strict|mesh-internal)\.yaml$/.test(file),
);

function postures(forbidden?: { group: string; kind: string }) {
  const state = stateOf(objects);
  if (forbidden) state.forbid(forbidden, 'forbidden');
  const [internal, routed] = ['ledger', 'checkout'].map(name =>
    analyze(state).find(one => one.service.name === name),
  );
  return { internal, routed };
}

describe('a service that is enforced', () => {
  it('is proven to be so while everything is read', () => {
    const proven = { posture: 'enforced', certainty: 'proven' };
    expect(postures()).toMatchObject({ internal: proven, routed: proven });
  });

  const judging = kinds.filter(kind => !findingKinds.includes(kind));

  it.each(judging.map(kind => [kind.plural, kind] as const))(
    'is not proven to be so while %s may not be read',
    (_, kind) => {
      const { routed } = postures(kind);
      expect(routed?.certainty).not.toBe('proven');
      expect(routed?.caveats).not.toEqual([]);
    },
  );

  it.each(['destinationrules', 'serviceentries', 'sidecars'])(
    'and that nothing leads to does not depend on %s',
    plural => {
      const kind = kinds.find(one => one.plural === plural);
      expect(postures(kind).internal).toMatchObject({
        posture: 'enforced',
        certainty: 'proven',
      });
    },
  );
});

describe('a kind that may not be read', () => {
  it.each([
    ['ingresses', 'networking.k8s.io', 'in the API group networking.k8s.io'],
    ['services', '', 'in the core API group'],
  ])(
    'comes with the verbs that would settle it: %s',
    (plural, group, where) => {
      const kind = kinds.find(
        one => one.plural === plural && one.group === group,
      );
      const { routed } = postures(kind);
      expect(routed).toMatchObject({ posture: 'unknown' });
      expect(
        routed?.findings.find(one => one.code === 'IP0501')?.detail,
      ).toContain(`The verbs list and watch on ${plural} ${where}`);
    },
  );
});
