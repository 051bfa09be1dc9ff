import { DiagramLink } from './diagramGraph';
import { Box, Direction, Point } from './geometry';
import { stepsAlong } from './linkPath';
import { sizes } from './sizes';
import { shorten, textWidth } from './textSize';

/** A line of words beside a link's pill. */
export interface Caption {
  readonly text: string;
  /** Middle of its base line. */
  readonly at: Point;
  /** What its letters take up. */
  readonly box: Box;
}

type AttachedLink = Pick<DiagramLink, 'captions'> & {
  readonly points: readonly Point[];
  readonly label: Point;
};

const rowHeight = sizes.lineHeight - 2;
/** How far letters rise above their base line and fall below it, in px. */
const rise = 9;
const fall = 3;

/**
 * Gives links their captions: above the pill, or below it where a line would run through them above
 * and none does below. Top to bottom they stand above, as the line runs through either.
 */
export function placeCaptions<L extends AttachedLink>(
  links: readonly L[],
  direction: Direction,
): (L & { readonly placedCaptions: readonly Caption[] })[] {
  const lines = links.map(({ points }) => stepsAlong(points, direction));
  const crossed = (captions: readonly Caption[]) =>
    captions.filter(({ box }) =>
      lines.some(line => line.some(point => isIn(point, box))),
    ).length;
  return links.map(link => {
    const above = captionsAt(link, 'above');
    const below = captionsAt(link, 'below');
    const better = direction === 'right' && crossed(below) < crossed(above);
    return { ...link, placedCaptions: better ? below : above };
  });
}

function captionsAt(
  { captions, label }: AttachedLink,
  side: 'above' | 'below',
): Caption[] {
  const half = sizes.pillHeight / 2;
  const first =
    side === 'above'
      ? label.y - half - 6 - (captions.length - 1) * rowHeight
      : label.y + half + 6 + rise;
  return captions.map((caption, row) => {
    const text = shorten(caption, sizes.labelCharacters);
    const width = textWidth(text, sizes.text);
    const y = first + row * rowHeight;
    return {
      text,
      at: { x: label.x, y },
      box: { x: label.x - width / 2, y: y - rise, width, height: rise + fall },
    };
  });
}

function isIn({ x, y }: Point, box: Box): boolean {
  return (
    x > box.x && x < box.x + box.width && y > box.y && y < box.y + box.height
  );
}
