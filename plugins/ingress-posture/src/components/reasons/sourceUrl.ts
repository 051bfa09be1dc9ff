const github = 'https://github.com';

/**
 * The address of the page or file that a rule cites, as the engine writes it: a page without its
 * scheme, "istio" or "ztunnel" and a path, or a repository and a path. Null where none of these.
 */
export function sourceUrl(source: string): string | null {
  const [first, second = ''] = source.replace(/[,;]/g, ' ').split(/\s+/);
  if (/^https:\/\/\S+$/.test(first)) return first;
  if (/^[\w-]+(\.[\w-]+)+\/\S+$/.test(first)) return `https://${first}`;
  if (!/^[\w.-]+\/\S+$/.test(second)) return null;
  if (first === 'istio' || first === 'ztunnel')
    return `${github}/istio/${first}/blob/master/${second}`;
  return /^[\w-]+\/[\w-]+$/.test(first)
    ? `${github}/${first}/blob/HEAD/${second}`
    : null;
}
