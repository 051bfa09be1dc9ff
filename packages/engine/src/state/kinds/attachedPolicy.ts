import { LabelSelector, trimSelector } from '../labelSelector';
import { at, items, text } from '../read';

/** What a policy of a Gateway API vendor is attached to. */
export interface PolicyTarget {
  readonly group: string;
  readonly kind: string;
  readonly name: string;
  readonly sectionName?: string;
}

/** Objects of a kind, of the policy's own namespace, that have some labels. */
export interface PolicySelector {
  readonly group: string;
  readonly kind: string;
  readonly selector: LabelSelector;
  /** It chooses namespaces, too. */
  readonly elsewhere: boolean;
}

/** The targets that a policy names, and those that it selects by label. */
export interface PolicyTargets {
  readonly targets: readonly PolicyTarget[];
  readonly selectors: readonly PolicySelector[];
}

/** `spec.targetRefs`, or `spec.targetRef` of older versions. */
export function trimTargets(object: unknown): PolicyTargets {
  const single = at(object, 'spec', 'targetRef');
  const refs = [
    ...items(object, 'spec', 'targetRefs'),
    ...(single === undefined ? [] : [single]),
  ];
  return {
    targets: refs.map(ref => {
      const sectionName = text(ref, 'sectionName');
      return {
        group: text(ref, 'group') ?? '',
        kind: text(ref, 'kind') ?? '',
        name: text(ref, 'name') ?? '',
        ...(sectionName !== undefined && { sectionName }),
      };
    }),
    selectors: items(object, 'spec', 'targetSelectors').map(one => ({
      group: groupOf(one),
      kind: text(one, 'kind') ?? '',
      selector: trimSelector(one),
      elsewhere: at(one, 'namespaces') !== undefined,
    })),
  };
}

// The core group is written as an empty string, which `text` takes for absent.
function groupOf(selector: unknown): string {
  const group = at(selector, 'group');
  return typeof group === 'string' ? group : 'gateway.networking.k8s.io';
}
