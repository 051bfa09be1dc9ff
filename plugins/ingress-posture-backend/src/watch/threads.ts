import type { JsonValue } from '@backstage/types';
import type { ClusterSourceDescription } from '../clusters/ClusterConfig';
import type { ClusterReport } from './clusterReport';
import type { Question } from './question';

/** What a worker thread is started with. */
export interface WorkerInput {
  readonly cluster: string;
  readonly source: ClusterSourceDescription;
}

/** What a worker thread asks the main thread: to store a report, or what its source wants to know. */
export type ToMainThread =
  | { readonly kind: 'report'; readonly report: ClusterReport }
  | { readonly kind: 'help'; readonly question: JsonValue };

/** What the main thread asks a worker thread. */
export type ToWorker = Question;
