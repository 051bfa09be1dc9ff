import type { ClusterState } from '../state/clusterState';
import type { KindDefinition } from '../state/kindDefinition';

/** A name that no object of the kind has yet: to create one with a taken name would write over it. */
export function freeName(
  state: ClusterState,
  kind: KindDefinition,
  namespace: string,
  wanted: string,
): string {
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? wanted : `${wanted}-${number}`;
    if (!state.get(kind, namespace, name)) return name;
  }
}
