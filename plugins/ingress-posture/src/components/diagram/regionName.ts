import { Place } from './diagramGraph';
import { Box, Point } from './geometry';
import { sizes } from './sizes';

/** Room for a region's name, in px. */
const room = { width: 96, height: 18 };

type Corner = readonly ['top' | 'bottom', 'left' | 'right'];

// The mesh has room for its name at the bottom, the cluster at the top.
const corners: Readonly<Record<'cluster' | 'mesh', readonly Corner[]>> = {
  cluster: [
    ['top', 'left'],
    ['top', 'right'],
  ],
  mesh: [
    ['bottom', 'left'],
    ['bottom', 'right'],
  ],
};

/** Where the name of a region begins: in the first corner that nothing else stands in or runs through. */
export function regionName(
  place: Place,
  region: Box,
  taken: readonly Box[],
): Point {
  const boxes = corners[place === 'mesh' ? 'mesh' : 'cluster'].map(corner =>
    cornerBox(region, corner),
  );
  const free = boxes.find(box => !taken.some(other => overlap(box, other)));
  const { x, y } = free ?? boxes[0];
  return { x: x + 4, y: y + sizes.text + 1 };
}

function cornerBox(region: Box, [side, end]: Corner): Box {
  const { width, height } = room;
  return {
    x: end === 'left' ? region.x + 8 : region.x + region.width - width - 8,
    y: side === 'top' ? region.y + 5 : region.y + region.height - height - 4,
    width,
    height,
  };
}

function overlap(one: Box, other: Box): boolean {
  return (
    one.x < other.x + other.width &&
    other.x < one.x + one.width &&
    one.y < other.y + other.height &&
    other.y < one.y + one.height
  );
}
