const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN = [0x7b, 0x5b];
const CLOSE = [0x7d, 0x5d];
// Of a list: 1 is inside it, 2 inside its items, 3 inside an item.
const ITEM_DEPTH = 3;
const ITEMS = /"items"\s*:\s*\[$/;

/**
 * Reads the JSON of a list piece by piece and hands over each item as it ends, so that never more than
 * one item is held. Items are objects, as in every list of Kubernetes. `end` answers with the rest: the
 * list with its items left out.
 */
export class JsonListReader {
  readonly #take: (item: unknown) => void;
  /** What is left of the list without its items. */
  #frame = '';
  /** The item that has begun, or the part of the frame since the last piece. */
  #held: Buffer[] = [];
  #depth = 0;
  #inString = false;
  #escaped = false;
  #inItems = false;

  constructor(take: (item: unknown) => void) {
    this.#take = take;
  }

  push(chunk: Buffer): void {
    let from = 0;
    for (let at = 0; at < chunk.length; at += 1) {
      if (this.#inString) {
        at = this.#skipString(chunk, at);
        continue;
      }
      const byte = chunk[at];
      if (byte === QUOTE) {
        this.#inString = true;
      } else if (OPEN.includes(byte)) {
        this.#depth += 1;
        if (this.#depth === ITEM_DEPTH - 1) {
          this.#hold(chunk, from, at + 1);
          from = at + 1;
          this.#inItems = ITEMS.test(this.#endFrame());
        } else if (this.#inItems && this.#depth === ITEM_DEPTH) {
          from = at; // Drops the comma between two items.
          this.#held = [];
        }
      } else if (CLOSE.includes(byte)) {
        this.#depth -= 1;
        if (this.#inItems && this.#depth === ITEM_DEPTH - 1) {
          this.#hold(chunk, from, at + 1);
          from = at + 1;
          this.#take(JSON.parse(this.#release()));
        } else if (this.#inItems && this.#depth < ITEM_DEPTH - 1) {
          this.#inItems = false;
          this.#held = [];
          from = at;
        }
      }
    }
    this.#hold(chunk, from, chunk.length);
  }

  /** The list without its items. Throws when it is no JSON, or not all of it has come. */
  end(): unknown {
    this.#endFrame();
    return JSON.parse(this.#frame);
  }

  /** Answers with where the string ends, or the piece. */
  #skipString(chunk: Buffer, start: number): number {
    for (let at = start; at < chunk.length; at += 1) {
      if (this.#escaped) this.#escaped = false;
      else if (chunk[at] === BACKSLASH) this.#escaped = true;
      else if (chunk[at] === QUOTE) {
        this.#inString = false;
        return at;
      }
    }
    return chunk.length;
  }

  #hold(chunk: Buffer, from: number, to: number): void {
    if (to > from) this.#held.push(chunk.subarray(from, to));
  }

  #release(): string {
    const text = Buffer.concat(this.#held).toString('utf8');
    this.#held = [];
    return text;
  }

  #endFrame(): string {
    this.#frame += this.#release();
    return this.#frame;
  }
}
