import type { PathFacts } from './pathFacts';

/** Index of the hop that the path's own edge opens: the second, unless other edges stand before it. */
export function dialledHop({ through = [] }: PathFacts): number {
  return through.length + 1;
}
