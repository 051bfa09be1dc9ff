import type { JsonObject } from '@backstage/types';

/** What a source is made from. Plain data, because the source is made inside the worker thread that runs it. */
export interface ClusterSourceDescription {
  readonly type: string;
  readonly options: JsonObject;
  /** File that has the source, when another module brought its type. */
  readonly module?: string;
}

/** A cluster to follow. */
export interface ClusterConfig {
  readonly name: string;
  readonly source: ClusterSourceDescription;
}

/** What the configuration says about clusters. */
export interface ConfiguredClusters {
  readonly clusters: readonly ClusterConfig[];
  /** Besides, every cluster that the Kubernetes plugin has. */
  readonly allOfKubernetesPlugin: boolean;
}
