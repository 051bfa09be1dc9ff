// Names that a mesh goes by: istio pilot/pkg/security/trustdomain/bundle.go, util.go.
import { fitsValue } from './wildcard';

/** Means the mesh itself, whatever its trust domain is called. */
const localDomain = 'cluster.local';

/** A principal of a policy, under every name of the mesh when it names the mesh. */
export function underAllNames(
  principal: string,
  trustDomains: readonly string[],
): readonly string[] {
  const [named, ...rest] = principal.split('/');
  if (rest.length !== 4 || named === '*') return [principal];
  const isOurs =
    named === localDomain || trustDomains.some(one => mayBeOne(named, one));
  if (!isOurs) return [principal];
  return trustDomains.map(one =>
    named.startsWith('*') && fitsValue(named, one)
      ? principal
      : [one, ...rest].join('/'),
  );
}

/** A trust domain of a policy, with all names of the mesh when it is one of them. */
export function withAliases(
  value: string,
  trustDomains: readonly string[],
): readonly string[] {
  return trustDomains.includes(value) ? trustDomains : [value];
}

// Either of them may be the one with the star.
function mayBeOne(named: string, trustDomain: string): boolean {
  return (
    named === trustDomain ||
    trustDomain === '*' ||
    (isWild(trustDomain) && fitsValue(trustDomain, named)) ||
    (isWild(named) && fitsValue(named, trustDomain))
  );
}

function isWild(name: string): boolean {
  return name.startsWith('*') || name.endsWith('*');
}
