import type { Arrival, Connection } from '@ingress-posture/engine';

/**
 * Body of `POST /clusters/{cluster}/connect`. `from` names a pod, or a workload or Service of which any
 * pod will do; null is a client outside every mesh.
 */
export type ConnectionQuestion = Connection;

/** Answer of `POST /clusters/{cluster}/connect`. */
export interface ConnectionAnswer {
  /** "namespace/name" of the pod that would open the connection; null for a client outside. */
  readonly from: string | null;
  readonly arrivals: readonly Arrival[];
}
