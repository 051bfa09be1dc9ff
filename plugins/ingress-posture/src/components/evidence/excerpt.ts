import { Evidence } from '@ingress-posture/engine';
import { FieldStep, parseFieldPath } from './fieldPath';

/** A line of an excerpt. */
export interface ExcerptLine {
  readonly text: string;
  /** Whether a verdict was read from it. */
  readonly marked: boolean;
  /** What stands behind the line, for a value that is no scalar, or is not there. */
  readonly remark?: Remark;
}

/** Said behind a line in the reader's language. */
export type Remark =
  | { readonly kind: 'absent' }
  | { readonly kind: 'read-as'; readonly value: string };

interface Branch {
  readonly step: FieldStep;
  readonly branches: Branch[];
  value?: string;
  marked?: boolean;
}

/** Pieces of evidence from one object, as the part of its YAML that they were read from. */
export function excerptOf(evidence: readonly Evidence[]): ExcerptLine[] {
  const [{ object, resourceVersion }] = evidence;
  const [kind, path] = object.split(' ');
  const [name, namespace] = path.split('/').reverse();
  const root: Branch = { step: { key: '' }, branches: [] };
  put(root, 'kind', kind);
  put(root, 'metadata.name', name);
  if (namespace) put(root, 'metadata.namespace', namespace);
  if (resourceVersion) put(root, 'metadata.resourceVersion', resourceVersion);
  for (const { field, value } of evidence) put(root, field, value, true);
  return root.branches.flatMap(branch => linesOf(branch, ''));
}

function put(root: Branch, field: string, value: string, marked = false) {
  let at = root;
  for (const step of parseFieldPath(field)) {
    const known = at.branches.find(({ step: other }) => same(step, other));
    const next = known ?? { step, branches: [] };
    if (!known) at.branches.push(next);
    at = next;
  }
  at.value = value;
  at.marked ||= marked;
}

function same(one: FieldStep, other: FieldStep): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function linesOf(branch: Branch, indent: string): ExcerptLine[] {
  const { step, branches, value = '', marked = false } = branch;
  if ('item' in step) return itemLines(branch, indent);
  const key = scalar(step.key);
  if (branches.length) {
    return [
      { text: `${indent}${key}:`, marked },
      ...branches.flatMap(child => linesOf(child, `${indent}  `)),
    ];
  }
  if (value === '(absent)') {
    const text = `${indent}# ${key}:`;
    return [{ text, marked, remark: { kind: 'absent' } }];
  }
  if (step.key === 'spec') {
    const text = `${indent}${key}:`;
    return [{ text, marked, remark: { kind: 'read-as', value } }];
  }
  return [{ text: `${indent}${key}: ${scalar(value)}`, marked }];
}

/** An item of a list: what tells it apart comes first, as one would write it. */
function itemLines(branch: Branch, indent: string): ExcerptLine[] {
  const { step, branches, value, marked = false } = branch;
  const name = 'item' in step ? step.item : '';
  if (name.startsWith('-')) {
    // A flag among arguments: its value is the next one.
    return [
      { text: `${indent}- ${name}`, marked },
      { text: `${indent}- ${scalar(value ?? '')}`, marked },
    ];
  }
  const [first, ...others] = [
    ...titleOf(name, marked, value),
    ...branches.flatMap(child => linesOf(child, '')),
  ];
  if (!first) return [];
  return [
    { ...first, text: `${indent}- ${first.text}` },
    ...others.map(line => ({ ...line, text: `${indent}  ${line.text}` })),
  ];
}

function titleOf(
  name: string,
  marked: boolean,
  value: string | undefined,
): ExcerptLine[] {
  if (name === '') return [];
  const key = /^\d+$/.test(name) ? 'port' : 'name';
  const line = { text: `${key}: ${scalar(name)}`, marked };
  return [value === undefined ? line : { ...line, remark: readAs(value) }];
}

function readAs(value: string): Remark {
  return value === '(absent)' ? { kind: 'absent' } : { kind: 'read-as', value };
}

/** Plain where YAML reads it as the same text, number or boolean; else quoted, as JSON is YAML too. */
function scalar(value: string): string {
  const plain = /^[\w./][\w./@=,-]*(:[\w./@=,-]+)*$/.test(value);
  return plain ? value : JSON.stringify(value);
}
