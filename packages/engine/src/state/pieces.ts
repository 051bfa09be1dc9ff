/** Work that may rest after each piece; whoever goes on with it sees to it that the state is the same still. */
export type Pieces<T> = Generator<void, T, void>;

/** Does work without a rest. */
export function atOnce<T>(work: Pieces<T>): T {
  for (;;) {
    const piece = work.next();
    if (piece.done) return piece.value;
  }
}
