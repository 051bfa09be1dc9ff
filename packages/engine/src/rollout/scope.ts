import { servicePods } from '../path/servicePods';
import type { ClusterState } from '../state/clusterState';
import { Service, services } from '../state/kinds/service';
import type { JudgedService } from './judgedService';
import type { StrictScope } from './strictPreview';

/** Whether a service's pods are what a scope is about. */
export function isInScope(
  state: ClusterState,
  scope: StrictScope,
  { service }: JudgedService,
): boolean {
  switch (scope.kind) {
    case 'mesh':
      return true;
    case 'namespace':
      return service.namespace === scope.namespace;
    case 'workload':
      return (
        service.namespace === scope.namespace &&
        sharesPods(
          state,
          state.get(services, scope.namespace, scope.service),
          state.get(services, service.namespace, service.name),
        )
      );
    default: {
      const never: never = scope;
      return never;
    }
  }
}

function sharesPods(
  state: ClusterState,
  one: Service | undefined,
  other: Service | undefined,
): boolean {
  if (!one || !other) return false;
  if (one === other) return true;
  const pods = new Set(servicePods(state, one));
  return servicePods(state, other).some(pod => pods.has(pod));
}
