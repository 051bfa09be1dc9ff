import { DiagramGraph } from './diagramGraph';
import { Direction } from './geometry';
import { DiagramLayout, layoutGraph } from './layoutGraph';

// A few boxes at the ends of very long lines are harder to read than a narrow diagram.
const mostSpread = 45;
const trial = 20;

/** A layout that uses the width it is given, in px; its natural one where that is not known or too little. */
export function fitLayout(
  graph: DiagramGraph,
  direction: Direction,
  available: number,
): DiagramLayout {
  const natural = layoutGraph(graph, direction);
  const spare = available - natural.width;
  if (direction === 'down' || spare <= 0) return natural;
  // How much spread widens the whole depends on the stages; a trial tells.
  const widened = layoutGraph(graph, direction, trial).width - natural.width;
  const spread = Math.floor((spare * trial) / widened);
  return layoutGraph(graph, direction, Math.min(mostSpread, spread));
}
