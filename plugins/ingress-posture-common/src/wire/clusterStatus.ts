/** Where a cluster's objects come from. */
export type ClusterSourceType = 'manifests' | 'kubeconfig';

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
  readonly objects: number;
  readonly services: number;
  readonly unreadable: readonly UnreadableKind[];
}

/** Answer of `GET /clusters`. */
export interface ClusterList {
  readonly items: readonly ClusterStatus[];
}
