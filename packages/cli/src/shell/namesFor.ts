import {
  ClusterState,
  type KindDefinition,
  kinds,
} from '@ingress-posture/engine';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { contextsIn } from '../cluster/openKubeconfig';
import type { FlagOptions, NamedThings } from '../commands/command';
import { listOf, readSettings } from '../config/readSettings';
import { withNamespace } from '../manifests/manifestObject';
import { readManifests, STDIN } from '../manifests/readManifests';

/** What a line says about where its input is, as far as it is written. */
interface Source {
  readonly files: readonly string[];
  readonly kubeconfig?: string;
  readonly defaultNamespace: string;
}

// A shell takes its answer for text to expand, and a manifest may name a Service $(reboot).
const plain = /^[\w.:/@+-]+$/;

/**
 * The names that the input of an unfinished command line has, for a shell to complete; sorted. Manifests are
 * read, clusters are not asked: whoever presses a key does not want to wait for one.
 */
export async function namesFor(
  what: NamedThings,
  line: readonly string[],
  options: FlagOptions,
): Promise<readonly string[]> {
  try {
    const source = await sourceOf(line, options);
    const names =
      what === 'contexts'
        ? contextsIn(source.kubeconfig)
        : namesIn(what, await stateOf(source));
    return [...new Set(names)].filter(one => plain.test(one)).sort();
  } catch {
    return []; // A shell has no place for an error; running the line tells it.
  }
}

async function sourceOf(
  line: readonly string[],
  options: FlagOptions,
): Promise<Source> {
  const { values, positionals } = parseArgs({
    args: [...line],
    options,
    allowPositionals: true,
    strict: false,
  });
  const config = textIn(values.config);
  const settings = await readSettings(config && atHome(config));
  const named = [...textsIn(values.filename), ...positionals]
    .map(atHome)
    .filter(one => one !== STDIN && existsSync(one));
  const kubeconfig = textIn(values.kubeconfig) ?? settings.kubeconfig;
  return {
    files: named.length > 0 ? named : listOf(settings.files ?? []),
    ...(kubeconfig !== undefined && { kubeconfig: atHome(kubeconfig) }),
    defaultNamespace:
      textIn(values['default-namespace']) ??
      settings.defaultNamespace ??
      'default',
  };
}

/** A path as the shell would hand it over when the line is run. */
function atHome(word: string): string {
  return word.startsWith('~/') ? path.join(homedir(), word.slice(2)) : word;
}

function textIn(value: unknown): string | undefined {
  return textsIn(value).at(-1);
}

function textsIn(value: unknown): readonly string[] {
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  return values.filter(one => typeof one === 'string');
}

async function stateOf({ files, defaultNamespace }: Source) {
  const state = new ClusterState({ name: 'completion' });
  await readManifests(
    files,
    object => state.upsert(withNamespace(object, defaultNamespace)),
    { stdin: async () => '' },
  );
  return state;
}

const kindOf = (key: string): KindDefinition =>
  kinds.find(one => one.key === key)!;
const services = kindOf('/Service');
const pods = kindOf('/Pod');
const namespaces = kindOf('/Namespace');

function namesIn(
  what: Exclude<NamedThings, 'contexts'>,
  state: ClusterState,
): readonly string[] {
  if (what === 'namespaces') {
    return [
      ...state.list(namespaces).map(({ meta }) => meta.name),
      ...state.list(services).map(({ meta }) => meta.namespace),
    ];
  }
  const kind = { services, pods }[what];
  return state.list(kind).map(({ meta }) => `${meta.namespace}/${meta.name}`);
}
