import type {
  ClusterDetails,
  UnreadableKind,
} from '@ingress-posture/plugin-ingress-posture-common';
import type { NamespaceLabels } from './KnownNamespaces';
import type { ObjectPlaces } from './KnownPlaces';
import type { PostureRecord, RemediesRecord } from '../postures/PostureRecord';

/** Names of a service in its cluster. */
export interface ServiceKey {
  readonly namespace: string;
  readonly name: string;
}

/** The part of a cluster's status that the worker knows; what it does not say stays as it was. */
export type ObservedStatus = Pick<ClusterDetails, 'state' | 'message'> &
  Partial<
    Pick<
      ClusterDetails,
      'objects' | 'services' | 'lastEventAt' | 'lastAnalyzedAt' | 'activity'
    >
  > & { readonly unreadable?: readonly UnreadableKind[] };

/** What a worker thread tells the main thread: what is new since its last report. */
export interface ClusterReport {
  /** Null when it is as before, and while more of the same follows: only then is all of it known. */
  readonly status: ObservedStatus | null;
  /** Postures that are new or no longer the same; their remedies may be others now. */
  readonly changed: readonly PostureRecord[];
  /** Remedies that were worked out. */
  readonly remedies: readonly RemediesRecord[];
  /** Services that are gone. */
  readonly removed: readonly ServiceKey[];
  /** All services, when the cluster was read completely for the first time: there are no others. */
  readonly complete: readonly ServiceKey[] | null;
  /** Labels of all namespaces; left out when they are as before. */
  readonly namespaces?: NamespaceLabels;
  /** Where objects are written down; left out when that is as before. */
  readonly places?: ObjectPlaces;
}

// Neither thread is to hold, nor the database to write, a large cluster in one piece.
const POSTURES_AT_ONCE = 100;

/** The same report in pieces that are taken one after the other; the last one has the rest. */
export function* inPieces(report: ClusterReport): Iterable<ClusterReport> {
  const { changed } = report;
  const last = Math.max(0, changed.length - POSTURES_AT_ONCE);
  let start = 0;
  for (; start < last; start += POSTURES_AT_ONCE) {
    yield {
      status: null,
      changed: changed.slice(start, start + POSTURES_AT_ONCE),
      remedies: [],
      removed: [],
      complete: null,
    };
  }
  yield { ...report, changed: changed.slice(start) };
}
