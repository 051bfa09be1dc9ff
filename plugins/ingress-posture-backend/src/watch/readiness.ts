import {
  ClusterState,
  JudgedService,
  previewStrict,
} from '@ingress-posture/engine';
import type { ClusterReadiness } from '@ingress-posture/plugin-ingress-posture-common';

/** How many namespaces of a cluster stand where in its safe order; the policy of the mesh is none of them. */
export function readinessOf(
  state: ClusterState,
  judged: readonly JudgedService[],
): ClusterReadiness {
  const { order } = previewStrict(
    state,
    { kind: 'mesh' },
    { judged, remedies: false },
  );
  const namespaces = { done: 0, ready: 0, 'with-exceptions': 0, blocked: 0 };
  for (const { namespace, standing } of order) {
    if (namespace !== null) namespaces[standing] += 1;
  }
  return { cluster: state.name, namespaces };
}
