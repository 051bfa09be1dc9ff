import { ClusterState, KindDefinition, kinds } from '@ingress-posture/engine';
import { KubernetesApi, type KubernetesObject } from './kubernetesApi';
import { liveState } from './liveState';

// What others refer to comes first; the server never lets go of a namespace here, where no controller runs.
const first = ['Namespace', 'IngressClass', 'GatewayClass'];

const namespace = { apiVersion: 'v1', kind: 'Namespace' };

// Their definitions say "Unknown" by default, as if a controller had to come yet; here there is none.
const statusOfNobody: Readonly<Record<string, object>> = {
  ListenerSet: { conditions: [] },
  XListenerSet: { conditions: [] },
};

/** A cluster that becomes one mesh of the grid after another. */
export class GridCluster {
  readonly #cluster: KubernetesApi;
  /** What it holds, by kind and name, as it was asked to. */
  readonly #held = new Map<string, KubernetesObject>();
  readonly #namespaces = new Set(['default', 'kube-system']);

  constructor(cluster: KubernetesApi) {
    this.#cluster = cluster;
  }

  /** Writes what is not there yet, and takes away what is too much. */
  async become(objects: readonly KubernetesObject[]): Promise<void> {
    // A case may have an object of the base's anew: the last counts.
    const wanted = new Map(objects.map(one => [keyOf(one), one]));
    for (const [key, object] of this.#held) {
      if (isSame(object, wanted.get(key))) continue;
      await this.#cluster.call('DELETE', await this.#placeOf(object));
      this.#held.delete(key);
    }
    await this.haveNamespacesOf(objects);
    const missing = [...wanted.values()]
      .filter(object => !this.#held.has(keyOf(object)))
      .sort((a, b) => rank(a.kind) - rank(b.kind));
    for (const object of missing) {
      await this.#write(object);
      if (object.kind !== 'Namespace') this.#held.set(keyOf(object), object);
    }
  }

  /** Makes the namespaces that objects are in. */
  async haveNamespacesOf(objects: readonly KubernetesObject[]): Promise<void> {
    const named = objects.flatMap(({ metadata }) => metadata.namespace ?? []);
    for (const name of new Set(named)) {
      if (this.#namespaces.has(name)) continue;
      await this.#writeNamespace({ ...namespace, metadata: { name } });
    }
  }

  /** What the API server holds of the kinds of some objects. */
  state(
    objects: readonly Pick<KubernetesObject, 'apiVersion' | 'kind'>[],
  ): Promise<ClusterState> {
    const names = new Set(objects.map(groupAndKind));
    const asked = kinds.filter((kind: KindDefinition) => names.has(kind.key));
    return liveState(this.#cluster, asked);
  }

  async #write(object: KubernetesObject): Promise<void> {
    if (object.kind === 'Namespace') {
      await this.#writeNamespace(object);
      return;
    }
    await this.#cluster.create(owned(object));
    const status = object.status ?? statusOfNobody[object.kind];
    if (status) await this.#cluster.writeStatus({ ...object, status });
  }

  async #writeNamespace({ metadata }: KubernetesObject): Promise<void> {
    const { name, labels } = metadata;
    if (!this.#namespaces.has(name)) {
      await this.#cluster.create({ ...namespace, metadata: { name } });
      this.#namespaces.add(name);
    }
    await this.#cluster.patch(
      { ...namespace, metadata: { name } },
      { metadata: { labels } },
    );
  }

  // Without a kubelet nobody else would let a pod go.
  async #placeOf(object: KubernetesObject): Promise<string> {
    const place = await this.#cluster.placeOf(object);
    return object.kind === 'Pod' ? `${place}?gracePeriodSeconds=0` : place;
  }
}

/** Owners have an id in a cluster, and none in a manifest. */
function owned(object: KubernetesObject): KubernetesObject {
  const { ownerReferences } = object.metadata;
  if (!Array.isArray(ownerReferences)) return object;
  const metadata = {
    ...object.metadata,
    ownerReferences: ownerReferences.map(one => ({ uid: 'of-a-test', ...one })),
  };
  return { ...object, metadata };
}

function isSame(a: KubernetesObject, b: KubernetesObject | undefined): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function groupAndKind({
  apiVersion,
  kind,
}: Pick<KubernetesObject, 'apiVersion' | 'kind'>): string {
  const group = apiVersion.includes('/') ? apiVersion.split('/')[0] : '';
  return `${group}/${kind}`;
}

function keyOf({ apiVersion, kind, metadata }: KubernetesObject): string {
  return `${apiVersion} ${kind} ${metadata.namespace ?? ''}/${metadata.name}`;
}

function rank(kind: string): number {
  return first.includes(kind) ? first.indexOf(kind) : first.length;
}
