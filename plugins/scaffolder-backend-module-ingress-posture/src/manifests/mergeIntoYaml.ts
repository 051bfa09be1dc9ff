import {
  Document,
  isMap,
  isScalar,
  isSeq,
  Scalar,
  YAMLMap,
  YAMLSeq,
} from 'yaml';

type Fields = Readonly<Record<string, unknown>>;

/**
 * Changes a YAML document as a JSON merge patch says (RFC 7386), and leaves comments, order and quotes of
 * everything else as they are. A strategic one finds containers by their names.
 */
export function mergeIntoYaml(
  document: Document,
  patch: unknown,
  type?: 'strategic',
): void {
  if (!isFields(patch)) {
    document.contents = document.createNode(patch) as typeof document.contents;
    return;
  }
  if (!isMap(document.contents)) {
    document.contents = new YAMLMap(document.schema);
  }
  mergeIntoMap(document, document.contents as YAMLMap, patch, type);
}

function mergeIntoMap(
  document: Document,
  map: YAMLMap,
  patch: Fields,
  type?: 'strategic',
): void {
  for (const [key, value] of Object.entries(patch)) {
    const before = map.get(key, true) as unknown;
    if (value === null) {
      map.delete(key);
    } else if (isFields(value)) {
      const child = isMap(before) ? before : new YAMLMap(document.schema);
      // An alias stands for something else, too: here it becomes a map of its own.
      if (child !== before) map.set(key, child);
      mergeIntoMap(document, child, value, type);
    } else if (type && key === 'containers' && isSeq(before)) {
      mergeContainers(document, before, value as readonly Fields[]);
    } else if (isScalar(before) && !Array.isArray(value)) {
      setScalar(before, value);
    } else {
      map.set(key, document.createNode(value));
    }
  }
}

function mergeContainers(
  document: Document,
  list: YAMLSeq,
  patches: readonly Fields[],
): void {
  for (const patch of patches) {
    const found = list.items.find(
      item => isMap(item) && item.get('name') === patch.name,
    );
    if (isMap(found)) mergeIntoMap(document, found, patch, 'strategic');
    else list.add(document.createNode(patch));
  }
}

/** Keeps the comment beside the value, and its quotes where it stays a text. */
export function setScalar(scalar: Scalar, value: unknown): void {
  if (typeof scalar.value !== typeof value) {
    delete scalar.type;
  }
  delete scalar.tag;
  delete scalar.source;
  scalar.value = value;
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
