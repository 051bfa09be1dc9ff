import type { RolloutStage } from '@ingress-posture/engine';

/** How many namespaces of a cluster's mesh stand where in its safe order. */
export interface ClusterReadiness {
  readonly cluster: string;
  readonly namespaces: Readonly<Record<RolloutStage['standing'], number>>;
}

/**
 * Answer of `GET /strict-readiness`: clusters that answered, by name. One of which the caller does not
 * see everything is left out, as there is no safe order without the rest.
 */
export interface StrictReadiness {
  readonly items: readonly ClusterReadiness[];
}
