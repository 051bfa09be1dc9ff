import {
  ClusterState,
  type KindDefinition,
  kinds,
} from '@ingress-posture/engine';
import { contextsIn } from '../cluster/openKubeconfig';
import type { FlagOptions, NamedThings } from '../commands/command';
import { loadState, type Sources } from '../commands/loadState';
import { postureNamed } from '../commands/postureNamed';
import { serviceKey } from '../commands/sourceFlags';
import { withNamespace } from '../manifests/manifestObject';
import { readManifests } from '../manifests/readManifests';
import { silentTerminal } from '../output/silentTerminal';
import { type LineSoFar, lineSoFar } from './lineSoFar';

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
    const names = await namesOf(what, await lineSoFar(line, options));
    return [...new Set(names)].filter(one => plain.test(one)).sort();
  } catch {
    return []; // A shell has no place for an error; running the line tells it.
  }
}

async function namesOf(
  what: NamedThings,
  line: LineSoFar,
): Promise<readonly string[]> {
  const { sources } = line;
  if (what === 'contexts') return contextsIn(sources.kubeconfig);
  if (what === 'remedies') return remediesOf(line);
  return namesIn(what, await stateOf(sources));
}

/** The ways out for the Service of the line. */
async function remediesOf({
  sources,
  service,
}: LineSoFar): Promise<readonly string[]> {
  if (service === undefined || sources.files.length === 0) return [];
  const { state } = await loadState(sources, silentTerminal(''));
  const key = serviceKey('--service', service);
  return postureNamed(state, key, service).remedies.map(({ id }) => id);
}

async function stateOf({ files, defaultNamespace = 'default' }: Sources) {
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
  what: Exclude<NamedThings, 'contexts' | 'remedies'>,
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
