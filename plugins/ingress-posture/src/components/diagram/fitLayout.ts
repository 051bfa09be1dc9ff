import { DiagramGraph } from './diagramGraph';
import { DiagramLayout, Direction, layoutGraph } from './layoutGraph';

// A few boxes at the ends of very long lines are harder to read than a narrow diagram.
const mostSpread = 45;

/** A layout that uses the width it is given, in px; its natural one where that is not known or too little. */
export function fitLayout(
  graph: DiagramGraph,
  direction: Direction,
  available: number,
): DiagramLayout {
  const natural = layoutGraph(graph, direction);
  const spare = available - natural.width;
  if (direction === 'down' || spare <= 0) return natural;
  // What one px of spread widens the whole by depends on the stages; a trial tells.
  const perSpread = layoutGraph(graph, direction, 1).width - natural.width;
  return layoutGraph(
    graph,
    direction,
    Math.min(mostSpread, Math.floor(spare / perSpread)),
  );
}
