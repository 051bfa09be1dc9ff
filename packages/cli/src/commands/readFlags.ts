import { listOf, readSettings } from '../config/readSettings';
import type { Settings } from '../config/settings';
import { parseFlags } from '../usage/parseFlags';
import type { FlagOptions } from './command';

type Value = string | boolean | readonly string[];

/** What a command is, as far as it matters to its flags. */
interface Reading {
  /** How many arguments come before the files. */
  readonly leading?: number;
  /** Formats of another answer than that of analyze, whose files the settings name. */
  readonly formats?: readonly string[];
}

/**
 * Flags, and for those that are not given what the file of settings says. Where the flags name a source, that of
 * the settings does not count: an answer about two clusters at once would be one about neither.
 */
export async function readFlags<T extends FlagOptions>(
  args: readonly string[],
  options: T,
  reading: Reading = {},
): Promise<ReturnType<typeof parseFlags<T>>> {
  return withSettings(parseFlags(args, options), options, reading);
}

/** Flags that are parsed, and what the settings say beside them. */
export async function withSettings<
  T extends {
    readonly values: object;
    readonly positionals: readonly string[];
  },
>(
  parsed: T,
  options: FlagOptions,
  { leading = 0, formats }: Reading = {},
): Promise<T> {
  const given = parsed.values as Readonly<Record<string, Value | undefined>>;
  const settings = await readSettings(given.config as string | undefined);
  const hasSource =
    given.filename !== undefined ||
    given.context !== undefined ||
    given.kubeconfig !== undefined ||
    parsed.positionals.length > leading;
  const fitting = { ...settings, ...outputIn(settings, formats) };
  const added = Object.entries(asFlags(fitting, hasSource)).filter(
    ([name]) => name in options && given[name] === undefined,
  );
  return {
    ...parsed,
    values: { ...parsed.values, ...Object.fromEntries(added) },
  };
}

/** Of the outputs of the settings those that a command has; the files among them are for what analyze answers. */
function outputIn(
  { output }: Settings,
  formats: readonly string[] | undefined,
): Pick<Settings, 'output'> {
  if (output === undefined || formats === undefined) return {};
  const own = listOf(output).filter(one => formats.includes(one));
  return { output: own.length > 0 ? own : undefined };
}

function asFlags(
  settings: Settings,
  hasSource: boolean,
): Readonly<Record<string, Value>> {
  const { files, context, kubeconfig, ...others } = settings;
  const source = {
    ...(files !== undefined && { filename: listOf(files) }),
    ...(context !== undefined && { context }),
    ...(kubeconfig !== undefined && { kubeconfig }),
  };
  const flags = Object.entries(others).flatMap(([key, value]) =>
    value === undefined ? [] : [[flagOf(key), valueOf(key, value)]],
  );
  return { ...(hasSource ? {} : source), ...Object.fromEntries(flags) };
}

/** "failOn" as "fail-on". */
function flagOf(key: string): string {
  return key.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`);
}

const lists: ReadonlySet<string> = new Set([
  'assumeSidecars',
  'assumeAmbient',
  'output',
  'failOn',
]);

function valueOf(key: string, value: Value): Value {
  return typeof value === 'string' && lists.has(key) ? [value] : value;
}
