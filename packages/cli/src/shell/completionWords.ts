import type { Command } from '../commands/command';

/** A flag as a shell completes it. */
export interface CompletedFlag {
  readonly name: string;
  readonly short?: string;
  /** It stands alone. */
  readonly alone: boolean;
  readonly choices: readonly string[];
  /** A file or a folder stands after it. */
  readonly takesFile: boolean;
}

/** Flags after which a path stands. */
const files: ReadonlySet<string> = new Set([
  'filename',
  'kubeconfig',
  'config',
  'baseline',
  'write-baseline',
  'with',
  'without',
]);

/** The flags of a command, --help among them. */
export function flagsOf({
  options,
  choices = {},
}: Command): readonly CompletedFlag[] {
  const own = Object.entries(options).map(([name, { type, short }]) => ({
    name,
    ...(short !== undefined && { short }),
    alone: type === 'boolean',
    choices: choices[name] ?? [],
    takesFile: files.has(name),
  }));
  return [
    ...own,
    { name: 'help', short: 'h', alone: true, choices: [], takesFile: false },
  ];
}

/** What can stand as an argument of a command. */
export function argumentsOf({ choices = {} }: Command): readonly string[] {
  return choices.argument ?? [];
}
