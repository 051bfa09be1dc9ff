import { parseArgs, type ParseArgsConfig } from 'node:util';
import { messageOf } from './messageOf';
import { nearest } from './nearest';
import { UsageError } from './usageError';

type Options = NonNullable<ParseArgsConfig['options']>;
type Flags<T extends Options> = ReturnType<
  typeof parseArgs<{ args: string[]; options: T; allowPositionals: true }>
>;

/** Flags and positional arguments; whatever is wrong with them is a UsageError of one line. */
export function parseFlags<T extends Options>(
  args: readonly string[],
  options: T,
): Flags<T> {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    throw new UsageError(oneLine(error, Object.keys(options)));
  }
}

// Node explains at length how to pass values that begin with a dash; the first sentence says it.
function oneLine(error: unknown, known: readonly string[]): string {
  const [first] = messageOf(error).split(/\n|\. To specify/);
  const unknown = /^Unknown option '--([^']+)'/.exec(first)?.[1];
  const meant = unknown && nearest(unknown, [...known, 'help']);
  const guess = meant ? `: did you mean --${meant}?` : ';';
  return `${first.replace(/\.$/, '')}${guess} see --help`;
}
