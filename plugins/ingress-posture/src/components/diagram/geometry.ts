/** Which way the traffic runs on the page. */
export type Direction = 'right' | 'down';

/** A point, in px. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A rectangle by its upper left corner, in px. */
export interface Box extends Point {
  readonly width: number;
  readonly height: number;
}

/** The smallest box that holds all of `boxes`. */
export function around(boxes: readonly Box[]): Box {
  const x = Math.min(...boxes.map(box => box.x));
  const y = Math.min(...boxes.map(box => box.y));
  return {
    x,
    y,
    width: Math.max(...boxes.map(box => box.x + box.width)) - x,
    height: Math.max(...boxes.map(box => box.y + box.height)) - y,
  };
}
