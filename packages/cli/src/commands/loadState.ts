import { ClusterState } from '@ingress-posture/engine';
import { readCluster } from '../cluster/readCluster';
import type { ClusterAddress } from '../cluster/openKubeconfig';
import { readManifests } from '../manifests/readManifests';
import type { Terminal } from '../output/terminal';
import { UsageError } from '../usage/usageError';

/** Where the objects to analyze come from: manifests, or a live cluster. */
export interface Sources extends ClusterAddress {
  readonly files: readonly string[];
  /** Name of the cluster in the answer. */
  readonly cluster?: string;
}

/** The state of the cluster that the flags name. */
export async function loadState(
  { files, cluster, ...address }: Sources,
  terminal: Terminal,
): Promise<ClusterState> {
  const live =
    address.kubeconfig !== undefined || address.context !== undefined;
  if (live && files.length > 0) {
    throw new UsageError('either manifests or a live cluster, not both');
  }
  if (live) return fromCluster(address, cluster, terminal);
  if (files.length === 0) {
    throw new UsageError(
      'nothing to analyze: expected -f FILE, or --context NAME for a live cluster',
    );
  }
  const state = new ClusterState({ name: cluster ?? 'manifests' });
  const objects = await readManifests(files, terminal.stdin);
  for (const object of objects) state.upsert(object);
  return state;
}

async function fromCluster(
  address: ClusterAddress,
  name: string | undefined,
  terminal: Terminal,
): Promise<ClusterState> {
  const { state, refused } = await readCluster(address, name);
  for (const sentence of refused) {
    terminal.printError(`ingress-posture: ${sentence}\n`);
  }
  if (refused.length > 0) {
    terminal.printError(
      'ingress-posture: verdicts that need these are unknown; the command rbac prints the rules\n',
    );
  }
  return state;
}
