const NEWLINE = 0x0a;

/**
 * The JSON of each line as it ends. What comes after the last line is left out: a connection that ends
 * in the middle of an object has not brought it.
 */
export async function* jsonLines(
  body: AsyncIterable<Buffer>,
): AsyncIterable<unknown> {
  let held: Buffer[] = [];
  for await (const chunk of body) {
    let from = 0;
    for (;;) {
      const end = chunk.indexOf(NEWLINE, from);
      if (end < 0) break;
      held.push(chunk.subarray(from, end));
      from = end + 1;
      const line = Buffer.concat(held).toString('utf8').trim();
      held = [];
      if (line) yield JSON.parse(line);
    }
    if (from < chunk.length) held.push(chunk.subarray(from));
  }
}
