import type { ClusterState } from '../state/clusterState';
import type { MeshGateway } from './meshGateway';
import type { MeshVirtualService } from './virtualService';
export function istioIngress(_state: ClusterState): {
  gateways: MeshGateway[];
  routes: MeshVirtualService[];
} {
  return { gateways: [], routes: [] };
}
