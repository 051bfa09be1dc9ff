import type { ClusterSink } from '@ingress-posture/plugin-ingress-posture-node';
import type { KubeObject } from './kubeObjects';
import { apiVersionOf, WatchedKind } from './WatchedKind';

/** The objects of one kind that the sink was handed, so that it hears of each change once. */
export class KnownObjects {
  readonly #sink: Pick<ClusterSink, 'upsert' | 'remove'>;
  /** resourceVersion by namespace and name. */
  readonly #versions = new Map<string, string>();

  constructor(sink: Pick<ClusterSink, 'upsert' | 'remove'>) {
    this.#sink = sink;
  }

  /** Takes over an object that is there; answers with its key. */
  take(watched: WatchedKind, object: KubeObject): string {
    const key = keyOf(object);
    const { resourceVersion } = object.metadata;
    if (resourceVersion === '' || this.#versions.get(key) !== resourceVersion) {
      this.#versions.set(key, resourceVersion);
      this.#sink.upsert({ ...object, ...typeOf(watched) });
    }
    return key;
  }

  /** Takes over that an object is gone. */
  drop(watched: WatchedKind, object: KubeObject): void {
    this.#drop(watched, keyOf(object));
  }

  /** Drops every object but those with these keys. */
  keepOnly(watched: WatchedKind, keys: ReadonlySet<string>): void {
    for (const key of [...this.#versions.keys()]) {
      if (!keys.has(key)) {
        this.#drop(watched, key);
      }
    }
  }

  #drop(watched: WatchedKind, key: string): void {
    if (this.#versions.delete(key)) {
      const [namespace, name] = key.split('/');
      this.#sink.remove({
        ...typeOf(watched),
        metadata: { name, ...(namespace && { namespace }) },
      });
    }
  }
}

// The items of a list do not carry their own apiVersion and kind, and metadata alone carries another one.
function typeOf(watched: WatchedKind) {
  return {
    apiVersion: apiVersionOf(watched),
    kind: watched.definition.kind,
  };
}

function keyOf({ metadata }: KubeObject): string {
  return `${metadata.namespace}/${metadata.name}`;
}
