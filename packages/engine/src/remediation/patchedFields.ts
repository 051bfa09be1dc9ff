import { Entries, Fields, isFields } from './changedFields';
import type { PatchType } from './commands';
import type { JsonOperation } from './jsonPatch';

/** The fields that a patch touches: before, as what takes it back says them, and after. */
export function patchedFields(
  patch: unknown,
  undo: unknown,
  type: PatchType,
): readonly [Fields, Fields] {
  switch (type) {
    case 'merge':
      return [asFields(undo), asFields(patch)];
    case 'strategic':
      return [asFields(withEntries(undo)), asFields(withEntries(patch))];
    case 'json': {
      const operations = patch as readonly JsonOperation[];
      const held = operations.filter(({ op }) => op === 'test');
      const back = (undo as readonly JsonOperation[]).filter(
        ({ op }) => op !== 'test',
      );
      return [written([...held, ...back]), written(operations)];
    }
    default:
      throw new Error(`Unknown type of patch: ${type satisfies never}`);
  }
}

function asFields(value: unknown): Fields {
  return isFields(value) ? value : {};
}

// By which keys the API server merges the lists of workloads and Services (k8s.io/api/core/v1/types.go: patchMergeKey).
const mergeKeys: Readonly<Record<string, readonly string[]>> = {
  containers: ['name'],
  initContainers: ['name'],
  ephemeralContainers: ['name'],
  env: ['name'],
  volumes: ['name'],
  volumeMounts: ['mountPath'],
  ports: ['containerPort', 'port'],
};

/** A strategic merge patch with its lists by their keys. */
function withEntries(value: unknown, field = ''): unknown {
  if (Array.isArray(value)) return entriesOf(value, mergeKeys[field] ?? []);
  if (!isFields(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [name, withEntries(one, name)]),
  );
}

function entriesOf(list: readonly unknown[], keys: readonly string[]): unknown {
  const key = keys.find(one =>
    list.every(entry => isFields(entry) && one in entry),
  );
  if (key === undefined) return list;
  const byName = (list as readonly Fields[]).map(
    entry => [String(entry[key]), withEntries(entry)] as const,
  );
  return new Entries(new Map(byName), 'key');
}

interface Write {
  readonly place: readonly string[];
  readonly value: unknown;
}

/** What operations of a JSON Patch write, or find, as fields and entries; the last that writes a place holds. */
function written(operations: readonly JsonOperation[]): Fields {
  const writes = operations.map(operation => ({
    place: placeOf(operation.path),
    value: operation.op === 'remove' ? null : operation.value,
  }));
  return asFields(nested(writes, ''));
}

function nested(writes: readonly Write[], name: string): unknown {
  const whole = writes.findLast(({ place }) => place.length === 0);
  if (whole) return whole.value;
  const parts = [...new Set(writes.map(({ place: [part] }) => part))];
  const isList = parts.every(part => /^\d+$/.test(part));
  const below = parts.map(part => {
    const inside = writes
      .filter(({ place }) => place[0] === part)
      .map(({ place: [, ...rest], value }) => ({ place: rest, value }));
    const label = isList ? `${name}[${part}]` : part;
    return [label, nested(inside, label)] as const;
  });
  return isList
    ? new Entries(new Map(below), 'place')
    : Object.fromEntries(below);
}

/** The parts of a JSON Pointer (RFC 6901). */
function placeOf(path: string): readonly string[] {
  return path
    .split('/')
    .slice(1)
    .map(part => part.replaceAll('~1', '/').replaceAll('~0', '~'));
}
