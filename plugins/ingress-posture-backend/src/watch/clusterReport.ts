import type {
  ClusterStatus,
  UnreadableKind,
} from '@ingress-posture/plugin-ingress-posture-common';
import type { ClusterSourceDescription } from '@ingress-posture/plugin-ingress-posture-node';
import type { PostureRecord } from '../postures/PostureRecord';

/** What a worker thread is started with. */
export interface WorkerInput {
  readonly cluster: string;
  readonly source: ClusterSourceDescription;
}

/** Names of a service in its cluster. */
export interface ServiceKey {
  readonly namespace: string;
  readonly name: string;
}

/** The part of a cluster's status that the worker knows. */
export type ObservedStatus = Pick<
  ClusterStatus,
  | 'state'
  | 'message'
  | 'objects'
  | 'services'
  | 'lastEventAt'
  | 'lastAnalyzedAt'
> & { readonly unreadable: readonly UnreadableKind[] };

/** What a worker thread tells the main thread: everything that is new since its last report. */
export interface ClusterReport {
  readonly status: ObservedStatus;
  /** Postures that are new or no longer the same. */
  readonly changed: readonly PostureRecord[];
  /** Services that are gone. */
  readonly removed: readonly ServiceKey[];
  /** All services, when the cluster was read completely for the first time: there are no others. */
  readonly complete: readonly ServiceKey[] | null;
}
