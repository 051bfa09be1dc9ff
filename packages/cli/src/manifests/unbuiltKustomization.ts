import path from 'node:path';

// What only lists the manifests that stand beside it leaves them as they are.
const lists: ReadonlySet<string> = new Set([
  'apiVersion',
  'kind',
  'metadata',
  'resources',
]);

/**
 * What to say of a file that is a kustomization and changes what it lists, or lists what is elsewhere: its
 * folder is not what a cluster gets. Undefined for all others.
 */
export function unbuiltKustomization(
  file: string,
  content: string,
): string | undefined {
  if (!/^kustomization\.ya?ml$/.test(path.basename(file))) return undefined;
  const others = [...content.matchAll(/^(\w+)\s*:/gm)]
    .map(([, key]) => key)
    .filter(key => !lists.has(key));
  const isElsewhere = /[-[,]\s*["']?(?:\.\.\/|https?:|git@|github\.com\/)/;
  if (others.length === 0 && !isElsewhere.test(content)) return undefined;
  const folder = path.dirname(file);
  return `${file} is not built, and the answer is about the manifests as they stand: for what it makes of them, kustomize build ${folder} | ingress-posture … -f -`;
}
