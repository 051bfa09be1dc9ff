// Whether a pod's proxy knows a Service: istio pilot/pkg/model/sidecar.go, push_context.go isServiceVisible.
import type { ClusterState } from '../../state/clusterState';
import type { Pod } from '../../state/kinds/pod';
import type { Service } from '../../state/kinds/service';
import { sidecarClient } from '../client';
import { hostnameOf } from '../registry/registry';
import { sidecarFor } from './sidecarSelection';

/** Whether the sidecar of a pod has a cluster for a Service. */
export function knowsService(
  state: ClusterState,
  pod: Pod,
  { meta: { namespace, name } }: Service,
): boolean {
  const known = sidecarClient(state, pod).cluster(hostnameOf(namespace, name));
  return known !== undefined;
}

/** The Sidecar resource that a pod's proxy follows. */
export function followedSidecar(state: ClusterState, pod: Pod) {
  return sidecarFor(state, pod);
}
