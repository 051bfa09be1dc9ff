/** What the program ends with; docs/cli.md has the table, and a test holds the two together. */
export const exitCodes = {
  /** Done. */
  done: 0,
  /** A fault of the program. */
  fault: 1,
  /** Something that the caller has to change: a flag, a file that is not there, a wrong key. */
  usage: 2,
  /** What --fail-on names was found. */
  failed: 3,
  /** Answered, but some documents could not be read: the answer is about the rest. */
  partial: 4,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
