import { diffLines } from 'diff';
import { asYaml } from './commands';
import { isChange, nearChanges, signed } from './signedLines';

export type Fields = Readonly<Record<string, unknown>>;

/** Some entries of a list. */
export class Entries {
  constructor(
    /** Each by what it is found by: a key that is among its fields, or its place in the list. */
    readonly byName: ReadonlyMap<string, unknown>,
    readonly foundBy: 'key' | 'place',
  ) {}
}

/**
 * How fields of an object change, as the lines of a unified diff over its YAML: each begins with `-`, `+` or a space.
 * Shown are the fields that `after` names, null for those that are to go, below their parents. What `before` has
 * besides stays as it is, and is left out.
 */
export function changedFields(
  before: Fields,
  after: Fields,
): readonly string[] {
  return Object.entries(after).flatMap(([name, value]) =>
    changedField(name, ownField(before, name), value),
  );
}

/** A field of that name, such as `constructor`, and not what every JavaScript object has. */
export function ownField(fields: Fields, name: string): unknown {
  return Object.hasOwn(fields, name) ? fields[name] : undefined;
}

function changedField(
  name: string,
  before: unknown,
  after: unknown,
): readonly string[] {
  const below = changedWithin(before, after);
  if (!below) return changedText(before, after, value => ({ [name]: value }));
  return below.length === 0 ? [] : [` ${asParent(name)}`, ...indented(below)];
}

// The fields that have fields have few names, such as `spec`.
const parents = new Map<string, string>();

function asParent(name: string): string {
  const known = parents.get(name);
  if (known !== undefined) return known;
  const parent = asYaml({ [name]: null }).replace(/ null\n$/, '');
  parents.set(name, parent);
  return parent;
}

/** Of what has fields or entries before and after; undefined for anything else. */
function changedWithin(
  before: unknown,
  after: unknown,
): readonly string[] | undefined {
  if (isFields(before) && isFields(after)) return changedFields(before, after);
  if (!(before instanceof Entries && after instanceof Entries)) {
    return undefined;
  }
  return [...after.byName].flatMap(([name, value]) => {
    const entry = changedEntry(before.byName.get(name), value);
    const found = after.foundBy === 'place' && entry.length > 0;
    return found ? [` # ${name}`, ...entry] : entry;
  });
}

function changedEntry(before: unknown, after: unknown): readonly string[] {
  const below = changedWithin(before, after);
  if (!below) return changedText(before, after, value => [value]);
  if (below.length === 0) return [];
  const [first, ...others] = below;
  // The dash is there before and after, whatever becomes of the first field.
  return isChange(first)
    ? [' -', ...indented(below)]
    : [` - ${first.slice(1)}`, ...indented(others)];
}

/** Lines below a parent. */
export function indented(lines: readonly string[]): readonly string[] {
  return lines.map(line => `${line[0]}  ${line.slice(1)}`);
}

/** Of scalars, of lists, and of what is there on one side alone. */
function changedText(
  before: unknown,
  after: unknown,
  placed: (value: unknown) => object,
): readonly string[] {
  const [old, now] = [before, after].map(value =>
    value === null || value === undefined ? '' : asYaml(placed(plain(value))),
  );
  const lines = diffLines(old, now).flatMap(({ value, added, removed }) =>
    signed((added && '+') || (removed && '-') || ' ', value),
  );
  return lines.some(isChange) ? nearChanges(lines) : lines;
}

/** A value as an object has it: a null among fields says that there is none. */
function plain(value: unknown): unknown {
  if (value instanceof Entries) return [...value.byName.values()].map(plain);
  if (!isFields(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, one]) => one !== null)
      .map(([name, one]) => [name, plain(one)]),
  );
}

export function isFields(value: unknown): value is Fields {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof Entries)
  );
}
