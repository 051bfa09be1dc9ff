/** A text whose lines are asked for often. */
export class NumberedText {
  readonly content: string;
  /** Where each line but the first begins, once somebody asks. */
  #starts: readonly number[] | undefined;

  constructor(content: string) {
    this.content = content;
  }

  /** Lines that end before an offset. */
  linesBefore(offset: number): number {
    const starts = (this.#starts ??= lineStarts(this.content));
    let [low, high] = [0, starts.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (starts[middle] <= offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function lineStarts(text: string): readonly number[] {
  const starts: number[] = [];
  for (
    let at = text.indexOf('\n') + 1;
    at > 0;
    at = text.indexOf('\n', at) + 1
  ) {
    starts.push(at);
  }
  return starts;
}
