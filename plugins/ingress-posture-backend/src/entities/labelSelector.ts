/** One condition of a label selector. `notin` also holds for objects without the label. */
export type Requirement =
  | {
      readonly key: string;
      readonly operator: 'in' | 'notin';
      readonly values: readonly string[];
    }
  | { readonly key: string; readonly operator: 'exists' | 'absent' };

type Labels = Readonly<Record<string, string>>;

const NAME = '[A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?';
const KEY = `(?:[a-z0-9](?:[-a-z0-9.]*[a-z0-9])?/)?${NAME}`;

const ABSENT = new RegExp(`^!\\s*(${KEY})$`);
const EXISTS = new RegExp(`^(${KEY})$`);
const EQUALS = new RegExp(`^(${KEY})\\s*(=|==|!=)\\s*(${NAME}|)$`);
const SET = new RegExp(`^(${KEY})\\s+(in|notin)\\s*\\(([^()]*)\\)$`);
const VALUE = new RegExp(`^(?:${NAME}|)$`);

/**
 * Parses a label selector as kubectl takes it: `a=b,c!=d,e in (f,g),h notin (i),j,!k`. Throws an error
 * that quotes what it does not understand.
 * Syntax: https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors
 */
export function parseLabelSelector(selector: string): readonly Requirement[] {
  // Commas between parentheses separate values, all others conditions.
  const parts = selector.split(/,(?![^(]*\))/).map(part => part.trim());
  return parts.length === 1 && parts[0] === ''
    ? []
    : parts.map(parseRequirement);
}

/** Whether labels fulfil every requirement. */
export function matchesLabels(
  requirements: readonly Requirement[],
  labels: Labels,
): boolean {
  return requirements.every(requirement => fulfils(requirement, labels));
}

function parseRequirement(part: string): Requirement {
  const absent = ABSENT.exec(part);
  if (absent) {
    return { key: absent[1], operator: 'absent' };
  }
  const exists = EXISTS.exec(part);
  if (exists) {
    return { key: exists[1], operator: 'exists' };
  }
  const equals = EQUALS.exec(part);
  if (equals) {
    const [, key, sign, value] = equals;
    const operator = sign === '!=' ? 'notin' : 'in';
    return { key, operator, values: [value] };
  }
  const set = SET.exec(part);
  const values = set?.[3].split(',').map(value => value.trim()) ?? [];
  if (set && values.every(value => VALUE.test(value))) {
    return { key: set[1], operator: set[2] as 'in' | 'notin', values };
  }
  throw new Error(`"${part}" is not a condition of a label selector`);
}

function fulfils(requirement: Requirement, labels: Labels): boolean {
  const has = Object.hasOwn(labels, requirement.key);
  switch (requirement.operator) {
    case 'exists':
      return has;
    case 'absent':
      return !has;
    case 'in':
      return has && requirement.values.includes(labels[requirement.key]);
    default:
      return !has || !requirement.values.includes(labels[requirement.key]);
  }
}
