/** One step into an object: a key of a map, or an item of a list by what tells it apart. */
export type FieldStep = { readonly key: string } | { readonly item: string };

// What stands in brackets behind these is a key and not an item.
const maps = [
  'annotations',
  'labels',
  'data',
  'matchLabels',
  'nodeSelector',
  'portLevelMtls',
];

/** `spec.containers[app].args[-b]` as steps; the engine writes fields of evidence like that. */
export function parseFieldPath(field: string): readonly FieldStep[] {
  const steps: FieldStep[] = [];
  let parent = '';
  for (const [, key, bracket] of field.matchAll(/([^.[\]]+)|\[([^\]]*)\]/g)) {
    if (key !== undefined) steps.push({ key });
    else if (maps.includes(parent)) steps.push({ key: bracket });
    else steps.push({ item: bracket });
    parent = key ?? '';
  }
  return steps;
}
