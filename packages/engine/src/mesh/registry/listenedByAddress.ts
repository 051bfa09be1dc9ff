// A ServiceEntry without resolution is listened for at the address of each pod that it stands for: istio
// pilot/pkg/networking/core/listener.go buildSidecarOutboundListeners.
import type { ClusterState } from '../../state/clusterState';
import { objectName } from '../../state/evidence';
import { MeshService, servicesNamed } from './registry';

/** What an answer leans on where such an entry goes by the name of a Service of its namespace. */
export function listenedByAddress(
  state: ClusterState,
  { hostname, namespace }: MeshService,
): readonly string[] {
  const named = servicesNamed(state, hostname).filter(
    one => one.namespace === namespace,
  );
  if (!named.some(one => one.origin === 'Service')) return [];
  return named
    .filter(
      one => one.origin === 'ServiceEntry' && one.resolution === 'passthrough',
    )
    .map(
      one =>
        `${objectName(
          one.object,
        )} goes by the name of a Service and has no resolution: listeners for single pods that come of it are not analysed.`,
    );
}
