// Databases limit the values of one statement; SQLite's limit is the smallest.
const ROWS_AT_ONCE = 100;

/** The values in portions that fit into one statement. */
export function* chunks<T>(values: readonly T[]): Iterable<readonly T[]> {
  for (let start = 0; start < values.length; start += ROWS_AT_ONCE) {
    yield values.slice(start, start + ROWS_AT_ONCE);
  }
}
