// Logic with a third value: what depends on the request, and so is not ours to know.

/** Whether something holds. `maybe` goes by the attributes that `on` names. */
export interface Answer {
  readonly holds: 'yes' | 'no' | 'maybe';
  readonly on: readonly string[];
}

export const yes: Answer = { holds: 'yes', on: [] };
export const no: Answer = { holds: 'no', on: [] };

export function maybe(...on: readonly string[]): Answer {
  return { holds: 'maybe', on };
}

export function known(holds: boolean): Answer {
  return holds ? yes : no;
}

/** Whether all hold; of nothing, all do. */
export function all(answers: readonly Answer[]): Answer {
  return answers.some(one => one.holds === 'no') ? no : open(answers, yes);
}

/** Whether one of them holds; of nothing, none does. */
export function any(answers: readonly Answer[]): Answer {
  return answers.some(one => one.holds === 'yes') ? yes : open(answers, no);
}

export function not(answer: Answer): Answer {
  if (answer.holds === 'maybe') return answer;
  return known(answer.holds === 'no');
}

function open(answers: readonly Answer[], otherwise: Answer): Answer {
  const undecided = answers.filter(one => one.holds === 'maybe');
  return undecided.length === 0
    ? otherwise
    : maybe(...new Set(undecided.flatMap(one => one.on)));
}
