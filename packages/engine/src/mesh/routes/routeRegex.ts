// Regular expressions of routes, which Envoy reads as RE2 and matches against the whole text. JavaScript agrees with
// RE2 on what people write, but can take for ever where RE2 cannot.

const most = 1e7;

/** Whether a text is all that an expression describes. One that does not compile, or might take for ever, matches nothing. */
export function regexMeets(source: string, actual: string): boolean {
  const [, flags = '', body] = /^(?:\(\?([ims]+)\))?([^]*)$/.exec(source) ?? [];
  if (body === undefined || steps(body, actual.length) > most) return false;
  try {
    return new RegExp(`^(?:${body})$`, flags).test(actual);
  } catch {
    return false;
  }
}

// Each repetition can end at every character; one inside another doubles with every character.
function steps(source: string, length: number): number {
  const bare = source.replace(/\\[^]/g, 'x').replace(/\[[^\]]*\]/g, 'x');
  if (repeatsWithin(bare)) return Infinity;
  return length ** (bare.match(/[*+]|\{\d+,\d*\}/g) ?? []).length;
}

// Innermost groups first: `#` stands for one that repeats or chooses inside.
function repeatsWithin(bare: string): boolean {
  let left = bare.replace(/#/g, 'x');
  for (;;) {
    if (/#[*+{]/.test(left)) return true;
    const next = left.replace(/\((?:\?[:=!])?([^()]*)\)/, (_, inside) =>
      /[*+{|#]/.test(inside) ? '#' : 'x',
    );
    if (next === left) return false;
    left = next;
  }
}
