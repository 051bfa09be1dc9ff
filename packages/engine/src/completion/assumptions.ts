/** What nobody can tell from manifests alone, and is taken to be so. */
export interface Assumptions {
  /** Namespaces taken as labelled istio-injection=enabled. */
  readonly sidecars: ReadonlySet<string>;
  /** Namespaces taken as labelled istio.io/dataplane-mode=ambient. */
  readonly ambient: ReadonlySet<string>;
}

export const noAssumptions: Assumptions = {
  sidecars: new Set(),
  ambient: new Set(),
};

/** Every namespace that is not named. */
export const everyNamespace = '*';

export function assumes(
  names: ReadonlySet<string>,
  namespace: string,
): boolean {
  return names.has(namespace) || names.has(everyNamespace);
}
