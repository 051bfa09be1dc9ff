// The setting serviceEntryVisibility of MeshConfig: istio pilot/pkg/model/serviceentry_visibility.go.
import { LabelSelector, trimSelector } from '../../state/labelSelector';
import { at, flag, items, text } from '../../state/read';

export type EntryVisibility = 'PUBLIC' | 'NAMESPACE' | 'NONE';

/** The setting `serviceEntryVisibility` of MeshConfig. */
export interface EntryVisibilities {
  readonly appliesToSidecars: boolean;
  readonly byDefault: EntryVisibility;
  /** The first counts that all of its selectors choose a namespace for. */
  readonly policies: readonly {
    readonly visibility: EntryVisibility;
    /** undefined: of a kind that Istio does not know, which chooses nothing. */
    readonly selectors: readonly (LabelSelector | undefined)[];
  }[];
}

/** What a MeshConfig says; undefined where it says nothing. */
export function readEntryVisibilities(
  mesh: unknown,
): EntryVisibilities | undefined {
  const written = at(mesh, 'serviceEntryVisibility');
  if (typeof written !== 'object' || written === null) return undefined;
  return {
    appliesToSidecars: flag(written, 'applyToSidecars') ?? false,
    byDefault: visibilityNamed(text(written, 'defaultVisibility')),
    policies: items(written, 'policies').map(one => ({
      visibility: visibilityNamed(text(one, 'visibility')),
      selectors: items(one, 'matchingRules').map(rule => {
        const selector = at(rule, 'namespaceSelector');
        return selector === undefined ? undefined : trimSelector(selector);
      }),
    })),
  };
}

function visibilityNamed(name: string | undefined): EntryVisibility {
  return name === 'NAMESPACE' || name === 'NONE' ? name : 'PUBLIC';
}
