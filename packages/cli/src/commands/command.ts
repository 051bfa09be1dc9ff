import type { ParseArgsConfig } from 'node:util';
import type { Terminal } from '../output/terminal';
import type { ExitCode } from '../usage/exitCodes';

/** Things whose names only the input of a command line has: completion asks for them while the line is written. */
export const namedThings = [
  'contexts',
  'services',
  'namespaces',
  'pods',
  'remedies',
] as const;
export type NamedThings = (typeof namedThings)[number];

export type FlagOptions = NonNullable<ParseArgsConfig['options']>;

/** A command of the CLI. */
export interface Command {
  readonly name: string;
  /** One line for the list of commands. */
  readonly summary: string;
  readonly help: string;
  /** Its flags, for its own parsing and for the completion of shells. */
  readonly options: FlagOptions;
  /** What can stand after a flag, by the flag's name, or as an argument, under `argument`. */
  readonly choices?: Readonly<Record<string, readonly string[] | NamedThings>>;
  /** Returns the exit code where it is not `done`; throws a UsageError for what the caller has to change. */
  readonly run: (
    args: readonly string[],
    terminal: Terminal,
  ) => Promise<ExitCode | void>;
}
