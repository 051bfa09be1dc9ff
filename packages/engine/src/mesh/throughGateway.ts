// What an Istio gateway pod does with a connection.
import type { ClusterState } from '../state/clusterState';
import type { Arrival, GatewayConnection } from './connection';
import { nowhere } from './deliver';

/** Arrivals at workloads of a connection to a gateway pod's container port. */
export function throughGateway(
  _state: ClusterState,
  _connection: GatewayConnection,
): readonly Arrival[] {
  return [
    nowhere({ why: ['no listener'], reasons: [] }, 'No listener.', 'rejected'),
  ];
}
