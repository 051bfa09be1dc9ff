import { at, items, Labels, labels, text } from './read';

/** What is kept of every object's metadata. */
export interface Meta {
  /** Empty for cluster-scoped objects. */
  readonly namespace: string;
  readonly name: string;
  readonly labels: Labels;
  readonly annotations: Labels;
  readonly resourceVersion?: string;
  /** creationTimestamp in milliseconds since 1970; 0 when unknown. Istio breaks ties by it. */
  readonly created: number;
  /** The controlling owner, such as the ReplicaSet of a Pod. */
  readonly owner?: { readonly kind: string; readonly name: string };
}

/** Every trimmed object carries these two. */
export interface KubeObject {
  readonly kind: string;
  readonly meta: Meta;
}

// kubectl's copy of the whole object: large, and never what the cluster acts on.
const dropped = 'kubectl.kubernetes.io/last-applied-configuration';

export function trimMeta(object: unknown): Meta | undefined {
  const name = text(object, 'metadata', 'name');
  if (name === undefined) return undefined;
  const created = Date.parse(
    text(object, 'metadata', 'creationTimestamp') ?? '',
  );
  const resourceVersion = text(object, 'metadata', 'resourceVersion');
  const owner = trimOwner(object);
  return {
    namespace: text(object, 'metadata', 'namespace') ?? '',
    name,
    labels: labels(object, 'metadata', 'labels'),
    annotations: withoutDropped(labels(object, 'metadata', 'annotations')),
    ...(resourceVersion !== undefined && { resourceVersion }),
    created: Number.isNaN(created) ? 0 : created,
    ...(owner && { owner }),
  };
}

function withoutDropped(annotations: Labels): Labels {
  if (!(dropped in annotations)) return annotations;
  const { [dropped]: _, ...kept } = annotations;
  return kept;
}

function trimOwner(object: unknown): Meta['owner'] {
  const owners = items(object, 'metadata', 'ownerReferences');
  const owner = owners.find(one => at(one, 'controller') === true) ?? owners[0];
  const kind = text(owner, 'kind');
  const name = text(owner, 'name');
  return kind !== undefined && name !== undefined ? { kind, name } : undefined;
}
