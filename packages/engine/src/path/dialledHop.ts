import type { PathFacts } from './pathFacts';

/** Index of the hop that the path's own edge opens: the second, unless others stand before it. */
export function dialledHop({ through = [], behindGateway }: PathFacts): number {
  return through.length + 1 + Number(behindGateway ?? false);
}
