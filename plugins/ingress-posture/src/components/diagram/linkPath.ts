import { Box, Direction, Point } from './geometry';

/** How far before its target the cross of a blocked link stands, in px. */
export const crossGap = 24;

interface PlacedLink {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly points: readonly Point[];
}

/** Points at which the links leave and enter their boxes: spread over a side, in drawing order. */
export function attachLinks<L extends PlacedLink>(
  links: readonly L[],
  boxes: ReadonlyMap<string, Box>,
  direction: Direction,
): (L & { readonly points: readonly Point[] })[] {
  const across = direction === 'right' ? 'y' : 'x';
  const slot = (link: L, side: 'from' | 'to') => {
    const near = ({ points }: L) =>
      points[side === 'from' ? 1 : points.length - 2][across];
    const rivals = links
      .filter(other => other[side] === link[side])
      .sort((one, other) => near(one) - near(other));
    return (rivals.indexOf(link) + 1) / (rivals.length + 1);
  };
  return links.map(link => ({
    ...link,
    points: [
      onSide(boxes.get(link.from)!, 'end', slot(link, 'from'), direction),
      ...easeRuns(link.points.slice(1, -1), direction),
      onSide(boxes.get(link.to)!, 'start', slot(link, 'to'), direction),
    ],
  }));
}

/** How far the ends of a straight run draw back from its neighbours, so that curves have room, in px. */
const ease = 90;

/**
 * dagre leads a line straight through the stages and turns at the last moment. Runs of points on one
 * level become their middle, or where they are long, a shorter run: the curve then turns gently.
 */
function easeRuns(points: readonly Point[], direction: Direction): Point[] {
  const [along, across] =
    direction === 'right' ? (['x', 'y'] as const) : (['y', 'x'] as const);
  const runs: Point[][] = [];
  for (const point of points) {
    const run = runs[runs.length - 1];
    if (run && Math.abs(run[0][across] - point[across]) < 1) run.push(point);
    else runs.push([point]);
  }
  return runs.flatMap(run => {
    const [first, last] = [run[0], run[run.length - 1]];
    const middle = (first[along] + last[along]) / 2;
    const half = (last[along] - first[along]) / 2 - ease;
    if (half <= 0) return [{ ...first, [along]: middle }];
    return [
      { ...first, [along]: middle - half },
      { ...last, [along]: middle + half },
    ];
  });
}

function onSide(
  box: Box,
  side: 'start' | 'end',
  share: number,
  direction: Direction,
): Point {
  const far = side === 'end';
  return direction === 'right'
    ? { x: box.x + (far ? box.width : 0), y: box.y + box.height * share }
    : { x: box.x + box.width * share, y: box.y + (far ? box.height : 0) };
}

/** A smooth line through points, level where it leaves and arrives; it stops `gap` px short. */
export function linkPath(
  points: readonly Point[],
  direction: Direction,
  gap: number,
): string {
  const stop = endPoint(points, direction, gap);
  const curves = curvesOf([...points.slice(0, -1), stop], direction).map(
    ([, ...others]) => ` C${others.map(at).join(' ')}`,
  );
  return `M${at(points[0])}${curves.join('')}`;
}

/** Where the line through `points` runs, in steps of some px. */
export function stepsAlong(
  points: readonly Point[],
  direction: Direction,
): Point[] {
  return curvesOf(points, direction).flatMap(curve => {
    const [from, , , to] = curve;
    const steps = Math.ceil(Math.hypot(to.x - from.x, to.y - from.y) / 4) + 1;
    return Array.from({ length: steps + 1 }, (_, step) =>
      onCurve(curve, step / steps),
    );
  });
}

/** A cubic Bézier curve: its start, the two points that it bends towards, its end. */
type Curve = readonly [Point, Point, Point, Point];

function curvesOf(points: readonly Point[], direction: Direction): Curve[] {
  return points.slice(1).map((to, index) => {
    const from = points[index];
    return [from, ...controls(from, to, direction), to];
  });
}

function onCurve([from, one, two, to]: Curve, share: number): Point {
  const rest = 1 - share;
  const between = (axis: 'x' | 'y') =>
    rest ** 3 * from[axis] +
    3 * rest ** 2 * share * one[axis] +
    3 * rest * share ** 2 * two[axis] +
    share ** 3 * to[axis];
  return { x: between('x'), y: between('y') };
}

/** Where a line ends that stops `gap` px before its target. */
export function endPoint(
  points: readonly Point[],
  direction: Direction,
  gap: number,
): Point {
  const { x, y } = points[points.length - 1];
  return direction === 'right' ? { x: x - gap, y } : { x, y: y - gap };
}

function controls(
  from: Point,
  to: Point,
  direction: Direction,
): [Point, Point] {
  if (direction === 'right') {
    const x = (from.x + to.x) / 2;
    return [
      { x, y: from.y },
      { x, y: to.y },
    ];
  }
  const y = (from.y + to.y) / 2;
  return [
    { x: from.x, y },
    { x: to.x, y },
  ];
}

function at({ x, y }: Point): string {
  return `${x.toFixed(1)},${y.toFixed(1)}`;
}
