import type { ClusterState } from '../state/clusterState';
import { Endpoint, slicesByService } from '../state/kinds/endpointSlice';
import { isDone, Pod, pods, podsByAddress } from '../state/kinds/pod';
import type { Service } from '../state/kinds/service';
import { matchesLabels } from '../state/selector';
import { podKey } from './sources';

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
    .map(endpoint => withPod(state, endpoint))
    .filter(endpoint => {
      const key = endpoint.pod ?? endpoint.addresses.join(' ');
      if (seen.has(key)) return false;
      seen.add(key);
      return true;
    });
}

// One that names no pod, as where somebody wrote it, is that of the pod with its address; a node's is many pods'.
function withPod(state: ClusterState, endpoint: Endpoint): Endpoint {
  if (endpoint.pod !== undefined) return endpoint;
  const there = endpoint.addresses
    .flatMap(address => state.lookup(podsByAddress, address))
    .find(pod => !pod.hostNetwork);
  return there ? { ...endpoint, pod: podKey(there) } : endpoint;
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
    .filter(pod => !isDone(pod) && matchesLabels(selector, pod.meta.labels));
}
