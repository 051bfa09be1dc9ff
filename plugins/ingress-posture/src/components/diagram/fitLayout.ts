import { DiagramGraph } from './diagramGraph';
import { Direction } from './geometry';
import { DiagramLayout, layoutGraph } from './layoutGraph';

/** As far as a diagram shrinks; below, its words would be too small to read. */
export const smallestScale: Readonly<Record<Direction, number>> = {
  right: 0.7,
  down: 0.6,
};

// A few boxes at the ends of very long lines are harder to read than a narrow diagram.
const mostSpread = 45;
const trial = 20;

/**
 * A layout for the width that there is, in px: left to right, over all of it, where that can be read;
 * else top to bottom, unless that needs more room yet.
 */
export function fitLayout(
  graph: DiagramGraph,
  available: number,
): DiagramLayout {
  const natural = layoutGraph(graph, 'right');
  const spare = available - natural.width;
  if (leastWidth(natural) > available) {
    const down = layoutGraph(graph, 'down');
    return leastWidth(down) < leastWidth(natural) ? down : natural;
  }
  if (spare <= 0) return natural;
  // How much spread widens the whole depends on the stages; a trial tells.
  const widened = layoutGraph(graph, 'right', trial).width - natural.width;
  const spread = Math.floor((spare * trial) / widened);
  return layoutGraph(graph, 'right', Math.min(mostSpread, spread));
}

function leastWidth({ direction, width }: DiagramLayout): number {
  return width * smallestScale[direction];
}
