// Widths are estimated: a terminal has no letters to measure.
const narrow = /[-ijlt.,:·/ ]/;
const wide = /[A-Z]/;

/** About how wide a text is at a size, in px of a sans-serif. */
export function textWidth(text: string, size: number): number {
  const ems = [...text].map(letter => {
    if (wide.test(letter)) return 0.7;
    return narrow.test(letter) ? 0.32 : 0.57;
  });
  return Math.ceil(size * ems.reduce((sum, em) => sum + em, 0));
}

/** A text, shortened in the middle so that both its ends stay readable. */
export function shorten(text: string, length: number): string {
  if (text.length <= length) return text;
  const head = Math.ceil((length - 1) / 2);
  return `${text.slice(0, head)}…${text.slice(
    text.length - (length - 1 - head),
  )}`;
}
