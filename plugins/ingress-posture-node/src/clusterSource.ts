import type { ObjectPlace } from '@ingress-posture/plugin-ingress-posture-common';

/** A kind of Kubernetes objects; `group` is empty for the core group. */
export interface KindRef {
  readonly group: string;
  readonly kind: string;
}

/** Where a source hands over what it reads. */
export interface ClusterSink {
  /**
   * This object is there, or is now this. Takes objects as Kubernetes' API or its YAML shows them.
   * `place`: where it is written down, if that is known; its line alone may be another than before.
   */
  upsert(object: unknown, place?: ObjectPlace): void;
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
  /**
   * Too little can be read to judge the cluster; `message` says why. What was known before stays as it
   * was, marked with its age. Holds until the next `synced` or `failed`.
   */
  unreachable(message: string): void;
  /** Everything of this kind is being read once more, because changes may have been missed. */
  relisted(kind: KindRef): void;
}

/** Follows one cluster. It runs in a worker thread and never writes to the cluster. */
export interface ClusterSource {
  /**
   * Hands over everything and then every change, until `signal` is aborted. Rejects when it cannot go
   * on by itself; it is then started anew after a while.
   */
  start(sink: ClusterSink, signal: AbortSignal): Promise<void>;
}
