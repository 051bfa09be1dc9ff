// Widths are estimated, so that the layout is the same in a browser, a test and a print.
const widths: readonly (readonly [RegExp, number])[] = [
  [/[A-Z]/, 0.7],
  [/[-ijlt.,:·/ ]/, 0.32],
];
const otherwise = 0.57;

/** About how wide `text` is at `fontSize` px in the portal's sans-serif, in px. */
export function textWidth(text: string, fontSize: number): number {
  const ems = [...text].map(
    letter => widths.find(([some]) => some.test(letter))?.[1] ?? otherwise,
  );
  return Math.ceil(fontSize * ems.reduce((sum, em) => sum + em, 0));
}

/**
 * `text` as the content of an SVG text: the space at its end is not drawn, but keeps it apart from
 * the next text where a button's content is read as one string.
 */
export function spaced(text: string): string {
  return `${text} `;
}

/** `text`, shortened in the middle so that both its ends stay readable. */
export function shorten(text: string, length: number): string {
  if (text.length <= length) return text;
  const head = Math.ceil((length - 1) / 2);
  return `${text.slice(0, head)}…${text.slice(
    text.length - (length - 1 - head),
  )}`;
}
