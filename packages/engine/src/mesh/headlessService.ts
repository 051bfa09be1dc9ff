// Headless Services by the addresses of their ready endpoints, which is how outbound listeners know them.
import { derive } from '../state/derived';
import { endpointSlices } from '../state/kinds/endpointSlice';
import { services } from '../state/kinds/service';
import { hostnameOf } from './registry';

/** Headless Services by the addresses of their ready endpoints. */
export const headlessByAddress = derive([services, endpointSlices], state => {
  const headless = new Set(
    state
      .list(services)
      .filter(one => one.headless)
      .map(one => `${one.meta.namespace}/${one.meta.name}`),
  );
  const found = new Map<string, Set<string>>();
  for (const slice of state.list(endpointSlices)) {
    if (!headless.has(`${slice.meta.namespace}/${slice.service}`)) continue;
    const hostname = hostnameOf(slice.meta.namespace, slice.service);
    for (const endpoint of slice.endpoints.filter(one => one.ready)) {
      for (const address of endpoint.addresses) {
        found.set(address, (found.get(address) ?? new Set()).add(hostname));
      }
    }
  }
  return found as ReadonlyMap<string, ReadonlySet<string>>;
});
