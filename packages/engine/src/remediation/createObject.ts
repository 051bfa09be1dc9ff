import type { ClusterState } from '../state/clusterState';

// Istio lets the oldest of several objects win, so a new one must not pass for an old one.
const now = '9999-12-31T00:00:00Z';

/** Puts a new object on a copy of the state, younger than all that are there. */
export function createObject(
  copy: ClusterState,
  manifest: { readonly metadata: object },
): void {
  copy.upsert({
    ...manifest,
    metadata: { ...manifest.metadata, creationTimestamp: now },
  });
}
