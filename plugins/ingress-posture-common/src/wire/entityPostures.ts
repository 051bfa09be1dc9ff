import type { ClusterStatus } from './clusterStatus';
import type { StoredPosture } from './storedPosture';

/** How an entity is bound to services: what was asked of the clusters, and what came of it. */
export interface EntityBinding {
  readonly state:
    | 'bound'
    | 'no-annotations'
    | 'invalid'
    | 'no-match'
    | 'unknown-cluster';
  readonly cluster?: string;
  readonly namespace?: string;
  /** Label selector, in Kubernetes' own syntax. */
  readonly selector?: string;
  /** One sentence that an owner of the entity can act on. */
  readonly message: string;
  /** What is wrong with its annotations although services were found; left out where nothing is. */
  readonly problems?: readonly string[];
}

/** Answer of `GET /entities/{kind}/{namespace}/{name}/postures`. */
export interface EntityPostures {
  readonly entityRef: string;
  readonly binding: EntityBinding;
  readonly services: readonly StoredPosture[];
  /** The clusters that were asked. */
  readonly clusters: readonly ClusterStatus[];
}
