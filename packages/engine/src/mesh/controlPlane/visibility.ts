// Who sees a config: istio pilot/pkg/model/push_context.go, pkg/config/visibility.
/** Order in which a namespace's proxies take configs: its private ones, those exported to it, public ones. */
export type Sight = 'private' | 'exported' | 'public';

/** How a namespace sees what `owner` exports; undefined: not at all. */
export function sightOf(
  exportTo: ReadonlySet<string>,
  owner: string,
  namespace: string,
): Sight | undefined {
  if (exportTo.has('*')) return 'public';
  if (exportTo.has('~')) return undefined;
  if (owner === namespace && (exportTo.has('.') || exportTo.has(owner))) {
    return 'private';
  }
  return exportTo.has(namespace) ? 'exported' : undefined;
}

/** Services that a namespace sees: those exported to it, its private ones among them, before public ones (initServiceRegistry). */
export function servicesVisibleTo<
  T extends {
    readonly exportTo: ReadonlySet<string>;
    readonly namespace: string;
  },
>(namespace: string, all: readonly T[]): readonly T[] {
  const seen = all.map(one => sightOf(one.exportTo, one.namespace, namespace));
  return [
    ...all.filter((_, i) => seen[i] === 'private' || seen[i] === 'exported'),
    ...all.filter((_, i) => seen[i] === 'public'),
  ];
}

/** What a namespace sees, in that order; inside it the order given is kept. */
export function visibleTo<T>(
  namespace: string,
  all: readonly T[],
  about: (one: T) => {
    readonly exportTo: ReadonlySet<string>;
    readonly namespace: string;
  },
): readonly T[] {
  const seen: Record<Sight, T[]> = { private: [], exported: [], public: [] };
  for (const one of all) {
    const { exportTo, namespace: owner } = about(one);
    const sight = sightOf(exportTo, owner, namespace);
    if (sight) seen[sight].push(one);
  }
  return [...seen.private, ...seen.exported, ...seen.public];
}
