import fc from 'fast-check';
import { analyze } from './posture/analyze';
import { fieldsOf, withField } from './testing/damage';
import { demoObjects, stateOf } from './testing/demo';

// A case with many kinds in it, and the mesh it belongs to: small enough to be asked often.
const objects = demoObjects(file =>
  /^(00-mesh|mixed-paths|nginx-strict|emissary-strict)\.yaml$/.test(file),
);
const answer = JSON.stringify(analyze(stateOf(objects)));

const damage = fc.oneof(
  fc.constant(undefined),
  fc.constant(null),
  fc.string(),
  fc.integer(),
  fc.boolean(),
  fc.constant([]),
  fc.constant({}),
  fc.constant('x'.repeat(100_000)),
  fc.constant([null, 1, 'a', { name: {} }]),
);

describe('the engine promises that', () => {
  it('the order in which objects come changes nothing', () => {
    fc.assert(
      fc.property(
        fc.shuffledSubarray([...objects], { minLength: objects.length }),
        shuffled => {
          expect(JSON.stringify(analyze(stateOf(shuffled)))).toBe(answer);
        },
      ),
      { numRuns: 10 },
    );
  });

  it('removing what was added restores the answer', () => {
    const extra = demoObjects(file => file === 'gke-strict.yaml');
    fc.assert(
      fc.property(fc.subarray([...extra], { minLength: 1 }), added => {
        const state = stateOf(objects);
        added.forEach(one => state.upsert(one));
        analyze(state);
        added.forEach(one => state.remove(one));
        expect(JSON.stringify(analyze(state))).toBe(answer);
      }),
      { numRuns: 10 },
    );
  });

  it('writing to a fork leaves the original alone', () => {
    const state = stateOf(objects);
    const fork = state.fork();
    objects.forEach(one => fork.remove(one));
    expect(JSON.stringify(analyze(state))).toBe(answer);
    expect(analyze(fork)).toEqual([]);
  });

  it('kinds that no rule reads change nothing', () => {
    const state = stateOf(objects);
    expect(
      state.upsert({
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: { name: 'a', namespace: 'mixed-paths' },
      }),
    ).toBe(false);
    expect(JSON.stringify(analyze(state))).toBe(answer);
  });

  it('no damaged object makes it throw', () => {
    fc.assert(
      fc.property(
        fc.nat({ max: objects.length - 1 }),
        fc.nat(),
        damage,
        (index, at, put) => {
          const fields = fieldsOf(objects[index]);
          const damaged = withField(
            objects[index],
            fields[at % fields.length],
            put,
          );
          const rest = objects.filter((_, other) => other !== index);
          expect(Array.isArray(analyze(stateOf([...rest, damaged])))).toBe(
            true,
          );
        },
      ),
      { numRuns: 150 },
    );
  });

  it('things that are no objects at all are refused, not thrown at', () => {
    fc.assert(
      fc.property(fc.anything(), thing => {
        const state = stateOf([]);
        state.upsert(thing);
        state.remove(thing);
        expect(analyze(state)).toEqual([]);
      }),
    );
  });
});
