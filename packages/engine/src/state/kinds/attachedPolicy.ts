import { at, items, text } from '../read';

/** What a policy of a Gateway API vendor is attached to. */
export interface PolicyTarget {
  readonly group: string;
  readonly kind: string;
  readonly name: string;
  readonly sectionName?: string;
}

/** The targets that a policy names, and whether it selects others by label. */
export interface PolicyTargets {
  readonly targets: readonly PolicyTarget[];
  readonly bySelector: boolean;
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
    bySelector: items(object, 'spec', 'targetSelectors').length > 0,
  };
}
