import { ClusterState, kinds } from '@ingress-posture/engine';
import { UsageError } from '../usage/usageError';
import { type KindToList, type Listed, listKind } from './listKind';
import { type ClusterAddress, openKubeconfig } from './openKubeconfig';

/** A live cluster as it is now, and what it did not let us read. */
export interface ReadCluster {
  readonly state: ClusterState;
  /** One sentence a kind. */
  readonly refused: readonly string[];
}

/** Lists every kind that the engine reads, one after the other, and writes nothing. */
export async function readCluster(
  address: ClusterAddress,
  name?: string,
  wanted: readonly KindToList[] = kinds,
  progress: (sentence: string) => void = () => {},
): Promise<ReadCluster> {
  const config = openKubeconfig(address);
  const state = new ClusterState({ name: name ?? config.getCurrentContext() });
  const refused: string[] = [];
  const found = new Map<KindToList, Set<string>>();
  for (const kind of wanted) {
    progress(`listing ${kind.plural}`);
    const listed = await listKind(config, kind);
    if (listed.state === 'listed') {
      for (const object of listed.objects) {
        state.upsert(object);
        noteNames(found, wanted, kind, object);
      }
    }
    if (listed.state === 'refused') {
      mustNotBeServices(kind, listed);
      state.forbid(kind, listed.reason);
      refused.push(`${kind.plural} could not be read: ${listed.reason}`);
    }
  }
  for (const [kind, names] of found) {
    // One that may not be read says nothing of the others.
    for (const one of names) {
      const listed = await listKind(config, { ...kind, names: [one] });
      if (listed.state === 'listed') {
        for (const object of listed.objects) state.upsert(object);
      }
      if (listed.state === 'refused') {
        refused.push(`${kind.plural} ${one} cannot be read: ${listed.reason}`);
      }
    }
  }
  return { state, refused };
}

/** Notes under which names more is to be read, as an object of another kind says. */
function noteNames(
  found: Map<KindToList, Set<string>>,
  wanted: readonly KindToList[],
  { group, kind }: KindToList,
  object: object,
): void {
  for (const one of wanted) {
    if (one.namedBy?.kind !== `${group}/${kind}`) continue;
    for (const name of one.namedBy.namesIn(object)) {
      if (one.names?.includes(name)) continue;
      found.set(one, (found.get(one) ?? new Set()).add(name));
    }
  }
}

/** An empty answer would look like a cluster without a fault. */
function mustNotBeServices(
  { group, kind }: KindToList,
  { reason, forbidden }: Extract<Listed, { readonly state: 'refused' }>,
): void {
  if (group !== '' || kind !== 'Service') return;
  const hint = forbidden ? '; the command rbac prints the rules' : '';
  throw new UsageError(
    `without Services there is nothing to analyze: ${reason}${hint}`,
  );
}
