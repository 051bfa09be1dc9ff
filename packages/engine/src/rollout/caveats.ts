import { unreadVendorSentences } from '../ingress/unreadVendors';
import { meshOf, proxyRole } from '../mesh/workload/membership';
import type { ClusterState } from '../state/clusterState';
import { derive } from '../state/derived';
import { kinds } from '../state/kinds';
import { pods } from '../state/kinds/pod';

/** Pods that carry no proxy of the mesh, and could dial a service in plaintext. */
const podsOutside = derive(
  [pods],
  (state): number =>
    state
      .list(pods)
      .filter(pod => meshOf(pod) === 'none' && proxyRole(pod) === 'none')
      .length,
);

/** What of a cluster was not read, so that no answer speaks of it. */
export function unreadSentences(state: ClusterState): readonly string[] {
  const hidden = kinds.flatMap(kind => {
    const reason = state.unreadable(kind);
    return reason === undefined
      ? []
      : [`${kind.kind} objects could not be read: ${reason}.`];
  });
  return [...hidden, ...state.read(unreadVendorSentences)];
}

/** What a preview cannot see. */
export function caveatsOf(state: ClusterState): readonly string[] {
  const outside = state.read(podsOutside);
  return [
    ...unreadSentences(state),
    ...(outside > 0
      ? [
          `Calls inside the cluster are not seen: ${outside} ${
            outside === 1 ? 'pod is' : 'pods are'
          } outside the mesh, and would be turned away where they dial a service themselves.`,
        ]
      : []),
  ];
}
