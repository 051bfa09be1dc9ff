import { completionKinds, kinds, movedKinds } from '@ingress-posture/engine';

const inNamespaces: ReadonlySet<string> = new Set([
  ...kinds
    .filter(one => one.namespaced)
    .map(({ group, kind }) => `${group}/${kind}`),
  ...[...completionKinds, ...movedKinds].map(
    ({ group, kind }) => `${group}/${kind}`,
  ),
]);
const forCompletion: ReadonlySet<string> = new Set(
  completionKinds.map(({ group, kind }) => `${group}/${kind}`),
);

interface Named {
  readonly apiVersion?: unknown;
  readonly kind?: unknown;
  readonly metadata?: {
    readonly name?: unknown;
    readonly namespace?: unknown;
  } | null;
}

/** "apps/Deployment", whatever the version. */
function kindKeyOf({ apiVersion, kind }: Named): string {
  const version = String(apiVersion);
  const slash = version.indexOf('/');
  return `${slash < 0 ? '' : version.slice(0, slash)}/${kind}`;
}

/** Whether manifests are completed from an object that no rule reads. */
export function isForCompletion(object: unknown): boolean {
  return forCompletion.has(kindKeyOf(Object(object)));
}

/** An object in the namespace that kubectl would put it into. */
export function withNamespace(object: unknown, namespace: string): unknown {
  const named = Object(object) as Named;
  const { metadata } = named;
  if (typeof metadata !== 'object' || metadata === null) return object;
  if (metadata.namespace !== undefined && metadata.namespace !== '')
    return object;
  if (!inNamespaces.has(kindKeyOf(named))) return object;
  return { ...named, metadata: { ...metadata, namespace } };
}

/** "Kind namespace/name", or "Kind name" where there is no namespace: as evidence names it. */
export function nameOf(object: unknown): string | undefined {
  const { kind, metadata } = Object(object) as Named;
  if (typeof metadata !== 'object' || metadata === null) return undefined;
  const { name, namespace } = metadata;
  if (typeof name !== 'string') return undefined;
  return `${kind} ${
    typeof namespace === 'string' && namespace !== ''
      ? `${namespace}/${name}`
      : name
  }`;
}
