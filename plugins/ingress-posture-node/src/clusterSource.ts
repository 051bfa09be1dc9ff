/** A kind of Kubernetes objects; `group` is empty for the core group. */
export interface KindRef {
  readonly group: string;
  readonly kind: string;
}

/** Where a source hands over what it reads. */
export interface ClusterSink {
  /** This object is there, or is now this. Takes objects as Kubernetes' API or its YAML shows them. */
  upsert(object: unknown): void;
  /** This object is gone; its kind and names are enough. */
  remove(object: unknown): void;
  /** This kind cannot be read. `rbac`: the missing rule as YAML, null when the cause is another one. */
  forbid(kind: KindRef, reason: string, rbac: string | null): void;
  /** This kind can be read again. */
  allow(kind: KindRef): void;
  /** Everything there is has been handed over, and changes will follow. */
  synced(): void;
  /**
   * Everything that can be read has been handed over, but `message` cannot: what was tried on which
   * cluster or object, and what to change. Holds until the next `synced`.
   */
  failed(message: string): void;
}

/** Follows one cluster. It runs in a worker thread and never writes to the cluster. */
export interface ClusterSource {
  /**
   * Hands over everything and then every change, until `signal` is aborted. Rejects when it cannot go
   * on by itself; it is then started anew after a while.
   */
  start(sink: ClusterSink, signal: AbortSignal): Promise<void>;
}

/**
 * What a source is made from. Plain data, because the source is made inside the worker thread that
 * runs it. Paths are absolute.
 */
export type ClusterSourceDescription =
  | { readonly type: 'manifests'; readonly path: string }
  | {
      readonly type: 'kubeconfig';
      /** File; the default rules of kubectl, or the pod's service account, without one. */
      readonly path?: string;
      /** Context in the file; its current one without. */
      readonly context?: string;
    };
