import type { Evidence } from '../posture/servicePosture';
import type { KubeObject } from './meta';

/** "Kind namespace/name", or "Kind name" for cluster-scoped objects. */
export function objectName(object: KubeObject): string {
  const { namespace, name } = object.meta;
  return `${object.kind} ${namespace === '' ? name : `${namespace}/${name}`}`;
}

/** What was read from an object; an absent field is evidence too. */
export function evidenceOf(
  object: KubeObject,
  field: string,
  value: string | number | boolean | undefined,
): Evidence {
  const { resourceVersion } = object.meta;
  return {
    object: objectName(object),
    ...(resourceVersion !== undefined && { resourceVersion }),
    field,
    value: value === undefined ? '(absent)' : String(value),
  };
}

/** Evidence of an annotation, present or not. */
export function annotationEvidence(object: KubeObject, name: string): Evidence {
  return evidenceOf(
    object,
    `metadata.annotations[${name}]`,
    object.meta.annotations[name],
  );
}

/** Every piece of evidence once, in the order given. */
export function uniqueEvidence(all: readonly Evidence[]): readonly Evidence[] {
  const seen = new Set<string>();
  return all.filter(one => {
    const key = `${one.object}\n${one.field}\n${one.value}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
