// How widely ServiceEntries are seen, which a mesh's administrator says for namespaces: istio pilot/pkg/model/
// serviceentry_visibility.go. ztunnels and waypoints always keep to it, exports to proxies where it applies to sidecars.
import type { ClusterState } from '../../state/clusterState';
import { deriveValue } from '../../state/derived';
import { namespaces } from '../../state/kinds/namespace';
import { selects } from '../../state/labelSelector';
import { allLabels } from '../../state/namespaceLabels';
import type { Labels } from '../../state/read';
import type { EntryVisibilities, EntryVisibility } from './entryVisibilities';
import { meshConfig } from './meshConfig';

interface Seen {
  readonly appliesToSidecars: boolean;
  readonly byNamespace: ReadonlyMap<string, EntryVisibility>;
  /** Of a namespace that was not read. */
  readonly elsewhere: EntryVisibility;
}

/** undefined: everything is public. */
export const visibilities = deriveValue(
  [meshConfig, namespaces],
  (state): Seen | undefined => {
    const { entryVisibility: said } = state.read(meshConfig);
    if (!said) return undefined;
    const byNamespace = state
      .list(namespaces)
      .map(
        one => [one.meta.name, visibilityFor(said, allLabels(one))] as const,
      );
    return {
      appliesToSidecars: said.appliesToSidecars,
      byNamespace: new Map(byNamespace),
      elsewhere: visibilityFor(said, {}),
    };
  },
);

function visibilityFor(
  { policies, byDefault }: EntryVisibilities,
  labels: Labels,
): EntryVisibility {
  const policy = policies.find(({ selectors }) =>
    selectors.every(one => one !== undefined && selects(one, labels)),
  );
  return policy?.visibility ?? byDefault;
}

/** How widely ztunnels and waypoints see the ServiceEntries of a namespace. */
export function entryVisibility(
  state: ClusterState,
  namespace: string,
): EntryVisibility {
  const seen = state.read(visibilities);
  return seen ? seen.byNamespace.get(namespace) ?? seen.elsewhere : 'PUBLIC';
}

/** How widely proxies do: push_context.go serviceExportTo. */
export function exportCap(
  state: ClusterState,
  namespace: string,
): EntryVisibility {
  return state.read(visibilities)?.appliesToSidecars
    ? entryVisibility(state, namespace)
    : 'PUBLIC';
}

/** Exports of an owner as a cap leaves them. */
export function cappedExports(
  exportTo: readonly string[],
  owner: string,
  cap: EntryVisibility,
): readonly string[] {
  switch (cap) {
    case 'PUBLIC':
      return exportTo;
    case 'NAMESPACE':
      return exportTo.some(one => ['*', '.', owner].includes(one))
        ? ['.']
        : ['~'];
    case 'NONE':
      return ['~'];
    default: {
      const never: never = cap;
      return never;
    }
  }
}
