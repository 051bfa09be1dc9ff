/** A line of the report: what, and its figure. */
export function print(what: string, figure: string): void {
  process.stdout.write(`  ${what.padEnd(56)} ${figure.padStart(14)}\n`);
}

/** The value below which a share of all values lies. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  const at = Math.min(sorted.length - 1, Math.floor(sorted.length * share));
  return sorted[at];
}

export const ms = (milliseconds: number) =>
  `${milliseconds.toFixed(milliseconds < 100 ? 1 : 0)} ms`;

export const kilobytes = (bytes: number) => `${(bytes / 1024).toFixed(1)} KiB`;
