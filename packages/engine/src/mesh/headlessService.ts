// Headless Services by the addresses of their ready endpoints, which is how outbound listeners know them.
import type { ClusterState } from '../state/clusterState';
import { slicesByAddress } from '../state/kinds/endpointSlice';
import { services } from '../state/kinds/service';
import { hostnameOf } from './registry';

/** Hosts of the headless Services that have a ready endpoint with this address. */
export function headlessHosts(
  state: ClusterState,
  address: string,
): ReadonlySet<string> {
  const found = state.lookup(slicesByAddress, address).flatMap(slice => {
    const { namespace } = slice.meta;
    const ready = slice.endpoints.some(
      one => one.ready && one.addresses.includes(address),
    );
    if (!ready || !state.get(services, namespace, slice.service)?.headless) {
      return [];
    }
    return [hostnameOf(namespace, slice.service)];
  });
  return new Set(found);
}
