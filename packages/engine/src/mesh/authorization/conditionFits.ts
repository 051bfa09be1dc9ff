import type { AuthorizationCondition } from '../../state/kinds/authorizationPolicy';
import { all, Answer, any, not, yes } from './answer';

/** Whether one of a condition's values fits, and none of those that it excludes. */
export function conditionFits(
  { values, notValues }: AuthorizationCondition,
  fits: (value: string) => Answer,
): Answer {
  return all([
    values.length === 0 ? yes : any(values.map(fits)),
    not(any(notValues.map(fits))),
  ]);
}
