/** Where a cluster's objects come from: `manifests`, `kubeconfig`, or another type of source. */
export type ClusterSourceType = string;

/**
 * How fresh a cluster is. `starting`: not read completely yet. `stale`: being followed, but something
 * could not be read. `stopped`: nothing follows it right now. `message` says why and what to change.
 */
export type ClusterFreshness = 'starting' | 'synced' | 'stale' | 'stopped';

/** A kind that the cluster did not let us read. */
export interface UnreadableKind {
  readonly group: string;
  readonly kind: string;
  readonly reason: string;
  /** The RBAC rule that is missing, as YAML; null when the cause is another one. */
  readonly rbac: string | null;
}

/** How following a cluster goes; numbers of the last seconds where they are no counts. */
export interface ClusterActivity {
  /** Objects added, changed or deleted. */
  readonly eventsPerSecond: number;
  /** From the first change of the last batch until its postures were stored; null before the first. */
  readonly lagMs: number | null;
  /** How long the last batch took to judge; null before the first. */
  readonly analysisMs: number | null;
  /** How often a kind had to be read from the start once more, because changes may have been missed. */
  readonly relists: number;
  /** Memory of the thread that follows the cluster. */
  readonly heapBytes: number;
}

/** A configured cluster and how fresh what we know of it is. All times are ISO 8601. */
export interface ClusterStatus {
  readonly name: string;
  readonly source: ClusterSourceType;
  readonly state: ClusterFreshness;
  /** Since when `state` has been what it is. */
  readonly since: string;
  readonly lastEventAt: string | null;
  readonly lastAnalyzedAt: string | null;
  readonly message: string | null;
  readonly unreadable: readonly UnreadableKind[];
}

/** A cluster with how much is in it, and how following it goes. */
export interface ClusterDetails extends ClusterStatus {
  readonly objects: number;
  readonly services: number;
  /** Left out while nothing follows the cluster. */
  readonly activity?: ClusterActivity;
}

/** Answer of `GET /clusters`. */
export interface ClusterList {
  readonly items: readonly ClusterDetails[];
}
