// Which PeerAuthentication decides: istio pilot/pkg/model/authentication.go, pilot/pkg/security/authn/policy_applier.go.
import type { MtlsModeName } from '../../posture/servicePosture';
import { compareText } from '../../state/compareText';
import type { ClusterState } from '../../state/clusterState';
import { deriveTable, groupBy, Question } from '../../state/derived';
import {
  PeerAuthentication,
  peerAuthentications,
} from '../../state/kinds/peerAuthentication';
import type { Pod } from '../../state/kinds/pod';
import { labelsKey } from '../../state/labelsKey';
import type { Labels } from '../../state/read';
import { matchesLabels } from '../../state/selector';
import { discovered, discoveryKinds } from '../controlPlane/discovery';
import { meshConfig } from '../controlPlane/meshConfig';
import { meshConfigFor } from '../controlPlane/revision';

/** All policies, oldest first; on equal age by name, then namespace. */
export interface PolicyBook {
  readonly rootNamespace: string;
  /** Those of a namespace without a selector: only the first counts. */
  readonly wide: (namespace: string) => readonly PeerAuthentication[];
  /** Those of a namespace that select these labels. */
  readonly selecting: (
    namespace: string,
    podLabels: Labels,
  ) => readonly PeerAuthentication[];
}

/** The three policies that bear on a workload; each undefined where nobody wrote one. */
export interface ApplyingPolicies {
  readonly mesh?: PeerAuthentication;
  readonly namespace?: PeerAuthentication;
  readonly workload?: PeerAuthentication;
}

const noLabels: Labels = {};
const none: readonly PeerAuthentication[] = [];

const origins = [peerAuthentications, ...discoveryKinds];
const wide = deriveTable(origins, state =>
  byNamespace(state, policy => !selects(policy)),
);
const selecting = deriveTable(origins, state => byNamespace(state, selects));

function byNamespace(
  state: ClusterState,
  isWanted: (policy: PeerAuthentication) => boolean,
): ReadonlyMap<string, readonly PeerAuthentication[]> {
  const found = discovered(state, peerAuthentications).filter(isWanted);
  return groupBy(found.sort(byAge), policy => [policy.meta.namespace]);
}

/**
 * The policies as a pod's control plane knows them: which namespace is the root is for that one to
 * say.
 */
export function policyBook(state: ClusterState, pod?: Pod): PolicyBook {
  const { rootNamespace } = pod
    ? meshConfigFor(state, pod)
    : state.read(meshConfig);
  return {
    rootNamespace,
    wide: namespace => state.readAt(wide, namespace) ?? none,
    selecting: (namespace, podLabels) =>
      state.ask(selectingLabels(namespace, podLabels)),
  };
}

/** The policies of a pod's namespace that select it, oldest first. */
export function policiesSelecting(
  state: ClusterState,
  { meta: { namespace, labels } }: Pod,
): readonly PeerAuthentication[] {
  return state.ask(selectingLabels(namespace, labels));
}

// Asked by labels: a policy of one workload is of no concern to the others of its namespace.
function selectingLabels(
  namespace: string,
  podLabels: Labels,
): Question<readonly PeerAuthentication[]> {
  return {
    key: labelsKey(`PeerAuthentications|${namespace}`, podLabels),
    answer: state =>
      (state.readAt(selecting, namespace) ?? none).filter(policy =>
        matchesLabels(policy.matchLabels, podLabels),
      ),
    gist: one => one,
  };
}

/** The order in which Istio looks at policies: pilot/pkg/model/config.go (sortConfigByCreationTime). */
export function byAge(a: PeerAuthentication, b: PeerAuthentication): number {
  return (
    seconds(a) - seconds(b) ||
    compareText(a.meta.name, b.meta.name) ||
    compareText(a.meta.namespace, b.meta.namespace)
  );
}

/** Whether two policies were made in the same second, which is all that Kubernetes keeps. */
export function areOfOneAge(
  a: PeerAuthentication,
  b: PeerAuthentication,
): boolean {
  return seconds(a) === seconds(b);
}

// Kubernetes keeps creation times in whole seconds.
function seconds(policy: PeerAuthentication): number {
  return Math.floor(policy.meta.created / 1000);
}

function selects(policy: PeerAuthentication): boolean {
  return Object.keys(policy.matchLabels).length > 0;
}

/** The policies that decide for a workload: the oldest of each level. */
export function applyingPolicies(
  book: PolicyBook,
  namespace: string,
  podLabels: Labels,
): ApplyingPolicies {
  const [mesh] = book.wide(book.rootNamespace);
  if (namespace === book.rootNamespace) return mesh ? { mesh } : {};
  const [own] = book.wide(namespace);
  const [workload] = book.selecting(namespace, podLabels);
  return {
    ...(mesh && { mesh }),
    ...(own && { namespace: own }),
    ...(workload && { workload }),
  };
}

/** Effective mode of one workload port behind a sidecar. */
export function sidecarMode(
  { mesh, namespace, workload }: ApplyingPolicies,
  port: number,
): MtlsModeName {
  const mode =
    modeName(workload?.mode) ??
    modeName(namespace?.mode) ??
    modeName(mesh?.mode) ??
    'PERMISSIVE';
  return modeName(workload?.portLevelMtls.get(port)) ?? mode;
}

/** Mode of a Service's namespace, which is all that its clients' clusters look at. */
export function namespaceMode(
  book: PolicyBook,
  namespace: string,
): MtlsModeName {
  return sidecarMode(applyingPolicies(book, namespace, noLabels), 0);
}

export function modeName(mode: string | undefined): MtlsModeName | undefined {
  return mode === 'DISABLE' || mode === 'PERMISSIVE' || mode === 'STRICT'
    ? mode
    : undefined;
}
