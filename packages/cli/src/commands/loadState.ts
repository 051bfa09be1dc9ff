import {
  ClusterState,
  complete,
  type Completion,
  isUnseenPod,
  kinds,
  type ManifestError,
  noAssumptions,
  type Assumptions,
} from '@ingress-posture/engine';
import type { ClusterAddress } from '../cluster/openKubeconfig';
import { readCluster } from '../cluster/readCluster';
import { isForCompletion, withNamespace } from '../manifests/manifestObject';
import { describeError, readManifests } from '../manifests/readManifests';
import { PlaceBook } from '../manifests/placeBook';
import type { Terminal } from '../output/terminal';
import { UsageError } from '../usage/usageError';

/** Where the objects to analyze come from: manifests, or a live cluster. */
export interface Sources extends ClusterAddress {
  readonly files: readonly string[];
  /** Name of the cluster in the answer. */
  readonly cluster?: string;
  /** Namespace of objects that name none, as kubectl's flag; "default" where unset. */
  readonly defaultNamespace?: string;
  /** Leave manifests as they are. */
  readonly asTheyAre?: boolean;
  readonly assumptions?: Assumptions;
}

/** A cluster as it could be read. */
export interface Loaded {
  readonly state: ClusterState;
  /** Documents that could not be read: the answer is about the rest. */
  readonly unread: number;
  /** Where each object stands; empty for a live cluster. */
  readonly places: PlaceBook;
  /** What was taken to be so, one sentence each. */
  readonly assumed: readonly string[];
}

/** The state of the cluster that the flags name. What could not be read is said on standard error. */
export async function loadState(
  sources: Sources,
  terminal: Terminal,
): Promise<Loaded> {
  const { files, cluster, kubeconfig, context } = sources;
  const live = kubeconfig !== undefined || context !== undefined;
  if (live && files.length > 0) {
    throw new UsageError('either manifests or a live cluster, not both');
  }
  if (live) return fromCluster(sources, cluster, terminal);
  if (files.length === 0) {
    throw new UsageError(
      'nothing to analyze: expected -f FILE, or --context NAME for a live cluster',
    );
  }
  return fromManifests(sources, terminal);
}

async function fromManifests(
  sources: Sources,
  terminal: Terminal,
): Promise<Loaded> {
  const { files, cluster, defaultNamespace = 'default' } = sources;
  const state = new ClusterState({ name: cluster ?? 'manifests' });
  const places = new PlaceBook();
  const completing: unknown[] = [];
  const errors = await readManifests(
    files,
    (object, place) => {
      const placed = withNamespace(object, defaultNamespace);
      places.note(placed, place);
      if (isForCompletion(placed)) completing.push(placed);
      else state.upsert(placed);
      if (isUnseenPod(placed)) completing.push(placed);
    },
    {
      stdin: terminal.stdin,
      progress: terminal.progress,
      keep: content => places.keepInput(content),
      warn: sentence => terminal.printError(`ingress-posture: ${sentence}\n`),
    },
  );
  terminal.progress(undefined);
  tellErrors(errors, terminal);
  const completion = sources.asTheyAre
    ? undefined
    : complete(state, completing, sources.assumptions ?? noAssumptions);
  places.follow(completion?.origins);
  return {
    state,
    unread: errors.length,
    places,
    assumed: assumedIn(completion),
  };
}

function tellErrors(
  errors: readonly ManifestError[],
  terminal: Terminal,
): void {
  for (const error of errors) {
    terminal.printError(`ingress-posture: ${describeError(error)}\n`);
  }
  if (errors.length === 0) return;
  const documents = errors.length === 1 ? 'a document' : 'documents';
  terminal.printError(
    `ingress-posture: the answer is about the rest: ${documents} could not be read\n`,
  );
}

function assumedIn(completion: Completion | undefined): readonly string[] {
  if (!completion) return [];
  const { pods, endpointSlices, assumed } = completion;
  if (pods + endpointSlices === 0) return assumed;
  return [
    `Completed from manifests: ${counted(pods, 'pod')} and ${counted(
      endpointSlices,
      'EndpointSlice',
    )} that no cluster has shown; verdicts that rest on them are inferred.`,
    ...assumed,
  ];
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}

async function fromCluster(
  address: ClusterAddress,
  name: string | undefined,
  terminal: Terminal,
): Promise<Loaded> {
  const { state, refused } = await readCluster(
    {
      ...(address.kubeconfig !== undefined && {
        kubeconfig: address.kubeconfig,
      }),
      ...(address.context !== undefined && { context: address.context }),
    },
    name,
    kinds,
    terminal.progress,
  );
  terminal.progress(undefined);
  for (const sentence of refused) {
    terminal.printError(`ingress-posture: ${sentence}\n`);
  }
  if (refused.length > 0) {
    terminal.printError(
      'ingress-posture: verdicts that need these are unknown; the command rbac prints the rules\n',
    );
  }
  return { state, unread: 0, places: new PlaceBook(), assumed: [] };
}
