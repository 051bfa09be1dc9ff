import * as fc from 'fast-check';
import { parse } from 'yaml';
import { isFields, ownField } from './changedFields';
import type { PatchType } from './commands';
import type { JsonOperation } from './jsonPatch';
import { mergePatch } from './mergePatch';
import { patchDiff } from './stepDiff';

const target = { apiVersion: 'v1', kind: 'Thing', name: 'one' };

const scalar = fc.oneof(
  fc.string(),
  fc.integer(),
  fc.boolean(),
  fc.constantFrom('yes', 'on', '1e3', '0x1f', '', ' a', '# b', '- c', 'd: e'),
  fc.constantFrom('two\nlines', 'ends\n', '\n begins', 'a\n\nb\n\n'),
);
const name = fc.oneof(
  fc.constantFrom('a', 'b', 'c', 'a.io/b', 'on', '80', 'x: y', '#'),
  fc.string({ minLength: 1 }),
);
/** Short lists only, of which nothing is left out. */
const list = fc.array(scalar, { maxLength: 3 });

const { fields, change } = fc.letrec<{
  fields: Record<string, unknown>;
  change: Record<string, unknown>;
}>(tie => ({
  fields: fc.dictionary(name, fc.oneof(scalar, list, tie('fields')), {
    maxKeys: 4,
    depthIdentifier: 'fields',
  }),
  change: fc.dictionary(
    name,
    fc.oneof(scalar, list, fc.constant(null), tie('change')),
    { maxKeys: 4, depthIdentifier: 'change' },
  ),
}));

/** What takes a merge patch back: what stood in its fields, null where nothing did. */
function undoing(object: unknown, patch: unknown): unknown {
  if (!isFields(patch) || !isFields(object)) return object ?? null;
  return Object.fromEntries(
    Object.entries(patch).map(([key, value]) => [
      key,
      undoing(ownField(object, key), value),
    ]),
  );
}

/** The fields of an object that a patch touches, without empty parents, of which a diff says nothing. */
function touched(object: unknown, patch: unknown): unknown {
  if (!isFields(object)) return object;
  if (!isFields(patch)) return bare(object);
  return bare(
    Object.fromEntries(
      Object.keys(patch).map(key => [
        key,
        touched(ownField(object, key), patch[key]),
      ]),
    ),
  );
}

function bare(value: unknown): unknown {
  if (!isFields(value)) return value ?? undefined;
  const kept = Object.entries(value).flatMap(([key, one]) => {
    const inside = bare(one);
    return inside === undefined ? [] : [[key, inside] as const];
  });
  return kept.length === 0 ? undefined : Object.fromEntries(kept);
}

/** What a diff says on one side, but for the name of the object. */
function side(diff: string, gone: '+' | '-'): unknown {
  const lines = diff.split('\n').filter(line => !line.startsWith(gone));
  const {
    apiVersion,
    kind,
    metadata: { name: _, ...metadata },
    ...rest
  } = parse(lines.map(line => line.slice(1)).join('\n'), { version: '1.1' });
  expect({ apiVersion, kind }).toEqual({ apiVersion: 'v1', kind: 'Thing' });
  return bare({ metadata, ...rest });
}

describe('the diff of a merge patch', () => {
  it('says what stood in the fields that it touches, and what stands there afterwards', () => {
    fc.assert(
      fc.property(fields, change, (spec, patched) => {
        const object = { spec };
        const patch = { spec: patched };
        const diff = patchDiff(target, patch, undoing(object, patch), 'merge');
        expect(side(diff, '+')).toEqual(touched(object, patch));
        expect(side(diff, '-')).toEqual(
          touched(mergePatch(object, patch), patch),
        );
      }),
    );
  });
});

describe('the diff of any patch', () => {
  const place = fc
    .array(fc.oneof(name, fc.nat(3).map(String)), { maxLength: 4 })
    .map(parts => parts.map(part => `/${part}`).join(''));
  const operation: fc.Arbitrary<JsonOperation> = fc.oneof(
    fc.record({
      op: fc.constantFrom('test', 'add', 'replace'),
      path: place,
      value: fc.jsonValue(),
    }),
    fc.record({ op: fc.constant('remove' as const), path: place }),
  );
  const operations = fc.array(operation, { maxLength: 5 });
  const merging = fc.tuple(
    fc.jsonValue(),
    fc.jsonValue(),
    fc.constantFrom<PatchType>('merge', 'strategic'),
  );
  const inLists = fc.tuple(
    operations,
    operations,
    fc.constant<PatchType>('json'),
  );

  it('is lines with a sign each, whatever the patch says', () => {
    fc.assert(
      fc.property(fc.oneof(merging, inLists), ([patch, undo, type]) => {
        const lines = patchDiff(target, patch, undo, type).split('\n');
        expect(lines.pop()).toBe('');
        expect(lines.filter(line => !/^[ +-]/.test(line))).toEqual([]);
      }),
    );
  });
});
