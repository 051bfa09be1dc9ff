// The diff of every step beside whole objects, to which the step was done by its text alone.
import { parse } from 'yaml';
import { analyze } from '../posture/analyze';
import type { RemedyStep } from '../posture/servicePosture';
import { demoObjects, fleetObjects, stateOf } from '../testing/demo';
import { gridMeshes, gridVendors } from '../testing/gridMeshes';
import { RawCluster } from '../testing/rawCluster';
import { isFields, ownField } from './changedFields';

/** What a diff says on one side; nothing where it has no line there. */
function side(diff: string, gone: '+' | '-'): unknown {
  const lines = diff.split('\n').filter(line => !line.startsWith(gone));
  return parse(lines.map(line => line.slice(1)).join('\n'), { version: '1.1' });
}

// What the API server writes where a fixture says nothing.
const defaults: Readonly<Record<string, unknown>> = { protocol: 'TCP' };

/** Whether an object says all of something. Of a list, some entries may be left out. */
function says(whole: unknown, part: unknown): boolean {
  // A parent with nothing below it on this side.
  if (part === null) return true;
  if (Array.isArray(part)) {
    return (
      Array.isArray(whole) &&
      part.every(entry => whole.some(one => says(one, entry)))
    );
  }
  if (!isFields(part)) return whole === part;
  return (
    isFields(whole) &&
    Object.entries(part).every(([name, one]) =>
      says(ownField(whole, name) ?? defaults[name], one),
    )
  );
}

interface Seen {
  readonly step: Pick<RemedyStep, 'title' | 'patch' | 'diff'>;
  readonly wrong: readonly string[];
}

/** What of a step's diff is not so, before or after it. */
function judged(step: RemedyStep, was: RawCluster, is: RawCluster): Seen[] {
  const { object, diff, title, patch, patchType } = step;
  const before = was.object(object);
  // Fixtures show pods without the workload that keeps them.
  if (diff === undefined || before === undefined) return [];
  const after = is.object(object);
  const [old, now] = [side(diff, '+'), side(diff, '-')];
  // Of a list, another entry may say the same: that of a JSON Patch is meant by its place.
  const apart = patchType !== 'json';
  const checks = {
    'what stood there is wrong': says(before, old),
    'what will stand there is wrong': says(after, now),
    'what goes stays': !(apart && /^-/m.test(diff) && says(after, old)),
    'what comes was there': !(apart && /^[+]/m.test(diff) && says(before, now)),
    'nothing changes': /^[+-]/m.test(diff),
  };
  const wrong = Object.entries(checks).flatMap(([what, so]) =>
    so ? [] : [what],
  );
  return [{ step: { title, patch, diff }, wrong }];
}

/** Every step with a diff of all remedies of a cluster. */
function steps(objects: readonly unknown[]): readonly Seen[] {
  return analyze(stateOf(objects)).flatMap(({ remedies }) =>
    remedies
      .filter(({ standing }) => standing === 'proven')
      .flatMap(remedy => {
        let now = RawCluster.of(objects);
        return remedy.steps.flatMap(step => {
          const was = now;
          now = was.apply(step);
          return judged(step, was, now);
        });
      }),
  );
}

describe('the diff of every step', () => {
  it.each([
    ['demo', demoObjects],
    ['fleet', fleetObjects],
  ])('is what the step changes in the %s', (_, objects) => {
    const seen = steps(objects());
    expect(seen.length).toBeGreaterThan(10);
    expect(seen.filter(({ wrong }) => wrong.length > 0)).toEqual([]);
  });

  it.each(gridVendors)('is what the step changes in the grid of %s', vendor => {
    // What another mesh mode offers is mostly the same.
    const meshes = gridMeshes(vendor).filter((_, index) => index % 3 === 0);
    const seen = meshes.flatMap(({ objects }) => steps(objects));
    expect(seen.filter(({ wrong }) => wrong.length > 0)).toEqual([]);
  });
});
