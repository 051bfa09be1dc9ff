import type { Config } from '@backstage/config';
import type { JsonObject, JsonValue } from '@backstage/types';
import type { ClusterSource } from './clusterSource';

/** What a source is made from, inside the worker thread that runs it. */
export interface ClusterSourceInput {
  /** Name of the cluster. */
  readonly cluster: string;
  /** What {@link ClusterSourceType.readOptions} returned. */
  readonly options: JsonObject;
  /** Asks the main thread: {@link ClusterSourceType.answer}. */
  ask(question: JsonValue): Promise<JsonValue>;
}

/** What the module of a type of source exports as `createClusterSource`. */
export type CreateClusterSource = (input: ClusterSourceInput) => ClusterSource;

/** A type of cluster source: what `source.type` of a cluster may say in the config. */
export interface ClusterSourceType {
  /** As the config names it. */
  readonly type: string;
  /**
   * File of the module that the worker thread loads, such as `require.resolve('./ftpSource')`. It exports
   * a {@link CreateClusterSource} named `createClusterSource`.
   */
  readonly module: string;
  /**
   * Reads the cluster's `source` once at the start. Throws for a wrong key, with its place in the config
   * in the message, as `Config` itself does. The answer reaches the thread as a copy.
   */
  readOptions(source: Config): JsonObject;
  /** Answers what the source asks from its thread; here are Backstage's services, such as `auth`. */
  answer?(question: JsonValue): Promise<JsonValue>;
}
