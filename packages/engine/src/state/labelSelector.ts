import { items, Labels, labels, text } from './read';
import { matchesLabels } from './selector';

/** Kubernetes' LabelSelector. One that asks nothing matches everything. */
export interface LabelSelector {
  readonly matchLabels: Labels;
  readonly requirements: readonly LabelRequirement[];
}

export interface LabelRequirement {
  readonly key: string;
  readonly operator: string;
  readonly values: readonly string[];
}

export function trimSelector(selector: unknown): LabelSelector {
  return {
    matchLabels: labels(selector, 'matchLabels'),
    requirements: items(selector, 'matchExpressions').map(one => ({
      key: text(one, 'key') ?? '',
      operator: text(one, 'operator') ?? '',
      values: items(one, 'values').flatMap(value =>
        typeof value === 'string' ? [value] : [],
      ),
    })),
  };
}

export function selects(selector: LabelSelector, actual: Labels): boolean {
  return (
    matchesLabels(selector.matchLabels, actual) &&
    selector.requirements.every(one => meets(one, actual))
  );
}

function meets(
  { key, operator, values }: LabelRequirement,
  actual: Labels,
): boolean {
  const value = actual[key];
  if (operator === 'Exists') return value !== undefined;
  if (operator === 'DoesNotExist') return value === undefined;
  if (operator === 'In') return value !== undefined && values.includes(value);
  return operator === 'NotIn' && !values.includes(value);
}
