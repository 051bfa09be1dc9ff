import { at, items, text } from '../read';

/** What a policy is attached to, in its own namespace. */
export interface TargetRef {
  readonly kind: string;
  readonly name: string;
}

/** What `spec.targetRefs`, or the one of its older form, names. */
export function trimTargetRefs(spec: unknown): readonly TargetRef[] {
  return [at(spec, 'targetRef'), ...items(spec, 'targetRefs')].flatMap(one => {
    const kind = text(one, 'kind');
    const name = text(one, 'name');
    return kind === undefined || name === undefined ? [] : [{ kind, name }];
  });
}
