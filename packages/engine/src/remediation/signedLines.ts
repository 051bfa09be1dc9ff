const around = 3;

/** Every line of a text with the same sign. */
export function signed(sign: '+' | '-' | ' ', text: string): readonly string[] {
  return text
    .split('\n')
    .slice(0, -1)
    .map(line => `${sign}${line}`);
}

/** Whether a line is there on one side alone. */
export function isChange(line: string): boolean {
  return line[0] !== ' ';
}

/** The changes among the lines, with a few lines around them and the lines they stand under; of others, how many. */
export function nearChanges(lines: readonly string[]): readonly string[] {
  const kept = keptLines(lines);
  const isStart = (index: number) =>
    index === 0 || kept.has(index) || kept.has(index - 1);
  const starts = [...lines.keys()].filter(isStart);
  return starts.flatMap((start, which) => {
    const run = lines.slice(start, starts[which + 1]);
    if (run.length === 1) return run;
    const depth = ' '.repeat(depthOf(lines[start]));
    return [` ${depth}# ${run.length} lines as they are`];
  });
}

function keptLines(lines: readonly string[]): ReadonlySet<number> {
  const kept = new Set<number>();
  let depth = 0;
  for (let index = lines.length - 1; index >= 0; index -= 1) {
    const from = Math.max(0, index - around);
    const isNear = lines.slice(from, index + around + 1).some(isChange);
    if (!isNear && depthOf(lines[index]) >= depth) continue;
    kept.add(index);
    depth = depthOf(lines[index]);
  }
  return kept;
}

function depthOf(line: string): number {
  return line.slice(1).search(/\S|$/);
}
