import { items, text } from '../read';

/** Namespaces a config is visible in; undefined where the mesh's default holds. */
export function trimExportTo(spec: unknown): readonly string[] | undefined {
  const found = items(spec, 'exportTo').flatMap(one =>
    typeof one === 'string' ? [one] : text(one) ?? [],
  );
  return found.length > 0 ? found : undefined;
}
