import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { FlagOptions } from '../commands/command';
import type { Sources } from '../commands/loadState';
import { withSettings } from '../commands/readFlags';
import { sourcesOf } from '../commands/sourceFlags';
import { STDIN } from '../manifests/readManifests';

/** What an unfinished command line says, with what the settings say beside it. */
export interface LineSoFar {
  readonly sources: Sources;
  /** NAMESPACE/NAME of the Service that it is about: of the flag, or else the first argument. */
  readonly service?: string;
}

type Parsed = string | boolean | undefined;
type Values = Readonly<Record<string, Parsed | readonly Parsed[]>>;

/** Reads a line as running it would, but for flags and files that are not there yet. */
export async function lineSoFar(
  line: readonly string[],
  options: FlagOptions,
): Promise<LineSoFar> {
  const { values, positionals } = parseArgs({
    args: [...line],
    options,
    allowPositionals: true,
    strict: false,
  });
  const parsed = { values: written(values, options), positionals: [] };
  const named = [...textsIn(values.filename), ...positionals]
    .map(atHome)
    .filter(one => one !== STDIN && existsSync(one));
  const filename = named.length > 0 ? named : undefined;
  const whole = await withSettings(
    { ...parsed, values: { ...parsed.values, filename } },
    options,
  );
  const service = textsIn(values.service).at(-1) ?? positionals[0];
  return {
    sources: sourcesOf(whole.values, []),
    ...(service !== undefined && { service }),
  };
}

const paths: ReadonlySet<string> = new Set(['kubeconfig', 'config']);

/** The flags that have what they take: one at the end of a line may still be waiting for it. */
function written(values: Values, options: FlagOptions) {
  const known = Object.entries(options).flatMap(
    ([name, { type, multiple }]) => {
      if (type === 'boolean') return [[name, values[name]]];
      const texts = textsIn(values[name]).map(one =>
        paths.has(name) ? atHome(one) : one,
      );
      if (texts.length === 0) return [];
      return [[name, multiple ? texts : texts.at(-1)]];
    },
  );
  return Object.fromEntries(known);
}

/** A path as the shell would hand it over when the line is run. */
function atHome(word: string): string {
  return word.startsWith('~/') ? path.join(homedir(), word.slice(2)) : word;
}

function textsIn(value: Values[string]): readonly string[] {
  const values: readonly Parsed[] = Array.isArray(value) ? value : [value];
  return values.filter(one => typeof one === 'string');
}
