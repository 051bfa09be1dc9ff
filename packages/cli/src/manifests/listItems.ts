/** Where an item of a list stands: from its dash to where the next one begins. */
export interface ItemPlace {
  readonly start: number;
  readonly end: number;
}

/**
 * Where the items of a list of the API stand in a document, as `kubectl get -o yaml` writes it; undefined
 * where it is written in any other way. What is inside of an item is indented deeper than its dash.
 */
export function itemsIn(
  text: string,
  start: number,
  end: number,
): readonly ItemPlace[] | undefined {
  const first = firstItem(text, start, end);
  if (first === undefined) return undefined;
  const dash = text.indexOf('-', first);
  const mark = `\n${text.slice(first, dash)}- `;
  const found: ItemPlace[] = [];
  let from = first;
  const stop = endOfList(text, first, end, dash - first);
  while (from < stop) {
    const next = text.indexOf(mark, from);
    const to = next < 0 || next >= stop ? stop : next + 1;
    found.push({ start: from, end: to });
    from = to;
  }
  return found;
}

/** Where the line of the first item begins. */
function firstItem(
  text: string,
  start: number,
  end: number,
): number | undefined {
  const label = 'items:\n';
  const own = text.startsWith(label, start)
    ? start
    : text.indexOf(`\n${label}`, start) + 1;
  if (own === 0 && start > 0) return undefined;
  const at = own + label.length;
  if (!text.startsWith(label, own) || at >= end) return undefined;
  return /^ *- /.test(text.slice(at, at + 64)) ? at : undefined;
}

/** The first line after the list: one that is indented no deeper than its dashes, and is none of them. */
function endOfList(
  text: string,
  first: number,
  end: number,
  depth: number,
): number {
  const after = new RegExp(`\\n {0,${depth}}(?![- #\\n])`, 'g');
  after.lastIndex = first;
  const found = after.exec(text);
  return found && found.index + 1 < end ? found.index + 1 : end;
}
