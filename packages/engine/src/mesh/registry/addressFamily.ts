// Addresses of IPv4 and IPv6: which of a Service's a proxy listens for. Istio pilot/pkg/model/service.go GetAddressForProxy,
// pilot/pkg/util/network/ip.go FilterAddressesByIPFamily.
import type { Pod } from '../../state/kinds/pod';
import type { MeshService } from './registry';

/** What a pod has addresses of. */
export type Families = 'IPv4' | 'IPv6' | 'both';

export function isSix(address: string): boolean {
  return address.includes(':');
}

/** Families of a pod's addresses; one that has none yet is taken for one of IPv4. */
export function familiesOf({ ips }: Pod): Families {
  if (!ips.some(isSix)) return 'IPv4';
  return ips.every(isSix) ? 'IPv6' : 'both';
}

/**
 * A service with the addresses that proxies of pods with these families know it by. A Service that has none for them
 * keeps its first one; addresses of ServiceEntries are known to every proxy.
 */
export function knownBy(families: Families, service: MeshService): MeshService {
  const { origin, addresses } = service;
  const [first] = addresses;
  if (origin !== 'Service' || first === undefined) return service;
  const six = families === 'both' ? isSix(first) : families === 'IPv6';
  const known = addresses.filter(one => isSix(one) === six);
  if (known.length === addresses.length) return service;
  return { ...service, addresses: known.length > 0 ? known : [first] };
}
