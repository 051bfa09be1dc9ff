// Which PeerAuthentication decides: istio pilot/pkg/model/authentication.go, pilot/pkg/security/authn/policy_applier.go.
import type { MtlsModeName } from '../posture/servicePosture';
import { compareText } from '../state/compareText';
import type { ClusterState } from '../state/clusterState';
import { deriveTable } from '../state/derived';
import {
  PeerAuthentication,
  peerAuthentications,
} from '../state/kinds/peerAuthentication';
import type { Pod } from '../state/kinds/pod';
import type { Labels } from '../state/read';
import { matchesLabels } from '../state/selector';
import { discovered, discoveryKinds } from './discovery';
import { meshConfig } from './meshConfig';
import { meshConfigFor } from './revision';

/** The policies of one namespace, oldest first. */
interface NamespacePolicies {
  /** Without a selector: only the first counts. */
  readonly wide: readonly PeerAuthentication[];
  readonly selecting: readonly PeerAuthentication[];
}

export interface PolicyBook {
  readonly rootNamespace: string;
  readonly byNamespace: {
    readonly get: (namespace: string) => NamespacePolicies | undefined;
  };
}

/** The three policies that bear on a workload; each undefined where nobody wrote one. */
export interface ApplyingPolicies {
  readonly mesh?: PeerAuthentication;
  readonly namespace?: PeerAuthentication;
  readonly workload?: PeerAuthentication;
}

/** Policies of a namespace that has none. */
export const nobodys: NamespacePolicies = { wide: [], selecting: [] };

const policies = deriveTable(
  [peerAuthentications, ...discoveryKinds],
  (state): ReadonlyMap<string, NamespacePolicies> => {
    const byNamespace = new Map<
      string,
      { wide: PeerAuthentication[]; selecting: PeerAuthentication[] }
    >();
    for (const policy of [...discovered(state, peerAuthentications)].sort(
      byAge,
    )) {
      const { namespace } = policy.meta;
      const known = byNamespace.get(namespace) ?? { wide: [], selecting: [] };
      byNamespace.set(namespace, known);
      (selects(policy) ? known.selecting : known.wide).push(policy);
    }
    return byNamespace;
  },
);

/**
 * All policies by namespace, oldest first; on equal age by name, then namespace. Which namespace is
 * the root is for the control plane to say that `pod` belongs to.
 */
export function policyBook(state: ClusterState, pod?: Pod): PolicyBook {
  const { rootNamespace } = pod
    ? meshConfigFor(state, pod)
    : state.read(meshConfig);
  return {
    rootNamespace,
    byNamespace: { get: namespace => state.readAt(policies, namespace) },
  };
}

function byAge(a: PeerAuthentication, b: PeerAuthentication): number {
  return (
    seconds(a) - seconds(b) ||
    compareText(a.meta.name, b.meta.name) ||
    compareText(a.meta.namespace, b.meta.namespace)
  );
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
  const [mesh] = (book.byNamespace.get(book.rootNamespace) ?? nobodys).wide;
  if (namespace === book.rootNamespace) return mesh ? { mesh } : {};
  const own = book.byNamespace.get(namespace) ?? nobodys;
  const workload = own.selecting.find(policy =>
    matchesLabels(policy.matchLabels, podLabels),
  );
  return {
    ...(mesh && { mesh }),
    ...(own.wide[0] && { namespace: own.wide[0] }),
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
  return sidecarMode(applyingPolicies(book, namespace, {}), 0);
}

export function modeName(mode: string | undefined): MtlsModeName | undefined {
  return mode === 'DISABLE' || mode === 'PERMISSIVE' || mode === 'STRICT'
    ? mode
    : undefined;
}
