// PeerAuthentications that somebody wrote for a workload and that no proxy follows: istio
// pilot/pkg/model/authentication.go, pilot/pkg/security/authn/policy_applier.go.
import type { ClusterState } from '../../state/clusterState';
import type { PeerAuthentication } from '../../state/kinds/peerAuthentication';
import type { Pod } from '../../state/kinds/pod';
import { applyingPolicies, policyBook } from './peerAuthentication';

export type IgnoredPolicy =
  | {
      readonly because: 'selector-in-root';
      readonly policy: PeerAuthentication;
    }
  | {
      readonly because: 'ports-without-selector';
      readonly policy: PeerAuthentication;
    }
  | {
      readonly because: 'newer';
      readonly policy: PeerAuthentication;
      /** The one that is followed in its place. */
      readonly older: PeerAuthentication;
    };

/** The policies that decide for a pod. */
export function policiesOf(state: ClusterState, pod: Pod) {
  const { namespace, labels } = pod.meta;
  return applyingPolicies(policyBook(state, pod), namespace, labels);
}

/** The policies that were meant for a pod, its namespace or the mesh, and that count for nothing. */
export function ignoredPolicies(
  state: ClusterState,
  pod: Pod,
): readonly IgnoredPolicy[] {
  const { rootNamespace, wide, selecting } = policyBook(state, pod);
  const { namespace, labels } = pod.meta;
  const inRoot = namespace === rootNamespace;
  const own = inRoot ? [] : wide(namespace);
  const root = wide(rootNamespace);
  return [
    ...selecting(rootNamespace, labels).map(policy => ({
      because: 'selector-in-root' as const,
      policy,
    })),
    ...[...own, ...root]
      .filter(policy => policy.portLevelMtls.size > 0)
      .map(policy => ({ because: 'ports-without-selector' as const, policy })),
    ...newer(own),
    ...newer(root),
    ...newer(inRoot ? [] : selecting(namespace, labels)),
  ];
}

function newer(all: readonly PeerAuthentication[]): readonly IgnoredPolicy[] {
  const [older, ...others] = all;
  return others.map(policy => ({ because: 'newer', policy, older }));
}
