import type { Terminal } from '../output/terminal';

/** A command of the CLI. */
export interface Command {
  readonly name: string;
  /** One line for the list of commands. */
  readonly summary: string;
  readonly help: string;
  /** Throws a UsageError for what the caller has to change. */
  readonly run: (args: readonly string[], terminal: Terminal) => Promise<void>;
}
