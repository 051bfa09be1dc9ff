import type { ClusterState } from '../state/clusterState';
import { Endpoint, slicesByService } from '../state/kinds/endpointSlice';
import { Pod, pods } from '../state/kinds/pod';
import type { Service } from '../state/kinds/service';
import { matchesLabels } from '../state/selector';

/** The endpoints of a Service, each pod or address once. */
export function endpointsOf(
  state: ClusterState,
  service: Service,
): readonly Endpoint[] {
  const { namespace, name } = service.meta;
  const slices = state.lookup(slicesByService, `${namespace}/${name}`);
  const seen = new Set<string>();
  return slices
    .flatMap(slice => slice.endpoints)
    .filter(endpoint => {
      const key = endpoint.pod ?? endpoint.addresses.join(' ');
      if (seen.has(key)) return false;
      seen.add(key);
      return true;
    });
}

/** The pods behind a Service: those of its endpoints, or, while it has none, those it selects. */
export function servicePods(
  state: ClusterState,
  service: Service,
): readonly Pod[] {
  const found = endpointsOf(state, service).flatMap(endpoint => {
    if (endpoint.pod === undefined) return [];
    return state.at(pods, endpoint.pod) ?? [];
  });
  if (found.length > 0) return found;
  const { selector } = service;
  if (!selector) return [];
  return state
    .inNamespace(pods, service.meta.namespace)
    .filter(
      pod =>
        pod.phase !== 'Succeeded' &&
        pod.phase !== 'Failed' &&
        matchesLabels(selector, pod.meta.labels),
    );
}
