import { Place } from './diagramGraph';
import { Box, Point } from './geometry';

/** Room for the letters of a region's name, and how far they rise above their base line, in px. */
const room = { width: 84, height: 12 };
const rise = 9;

/** How far a name is from a corner, and from one try to the next along the edge, in px. */
const margin = 8;
const step = 8;

/**
 * Where the name of a region begins: at a corner, or along the edge between, that nothing else stands in
 * or runs through. The mesh has room for its name at the bottom, the cluster rather at the top.
 */
export function regionName(
  place: Place,
  region: Box,
  taken: readonly Box[],
): Point {
  const bottom = region.y + region.height;
  const edges = place === 'mesh' ? [bottom - 18] : [region.y + 9, bottom - 13];
  const boxes = edges.flatMap(y =>
    startsOn(region).map(x => ({ ...room, x, y })),
  );
  const free = boxes.find(box => !taken.some(other => overlap(box, other)));
  const { x, y } = free ?? boxes[0];
  return { x: x + 4, y: y + rise };
}

/** The left corner, the right one, and what is between them. */
function startsOn({ x, width }: Box): number[] {
  const [first, last] = [x + margin, x + width - room.width - margin];
  const between = Math.max(0, Math.floor((last - first) / step));
  return [
    first,
    last,
    ...Array.from({ length: between }, (_, at) => first + at * step),
  ];
}

function overlap(one: Box, other: Box): boolean {
  return (
    one.x < other.x + other.width &&
    other.x < one.x + one.width &&
    one.y < other.y + other.height &&
    other.y < one.y + one.height
  );
}
