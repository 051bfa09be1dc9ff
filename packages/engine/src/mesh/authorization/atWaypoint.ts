// The policies of a waypoint, which sees who sent what comes through it: istio pilot/pkg/networking/core/listener_waypoint.go.
import type { ClusterState } from '../../state/clusterState';
import type { Gateway } from '../../state/kinds/gateway';
import type { Pod } from '../../state/kinds/pod';
import { meshConfigOfWaypoint } from '../ambient/waypointConfig';
import type { Bytes } from '../inbound/bytes';
import { listenerProtocol } from '../outbound/protocolSelection';
import type { MeshPort, MeshService } from '../registry/registry';
import { Judged, judged, unjudged } from './judged';
import { peerOf, somebody } from './peer';
import { policiesOfWaypoint } from './policiesFor';

/** What a waypoint's policies for a Service make of bytes that `sender` sends it in HBONE. */
export function judgedAtWaypoint(
  state: ClusterState,
  waypoint: Gateway,
  { service, port }: { service: MeshService; port: MeshPort },
  { spoken, wire }: Bytes,
  sender: Pod | undefined,
): Judged {
  const policies = policiesOfWaypoint(state, waypoint, service);
  if (policies.length === 0) return unjudged;
  const isHttp =
    spoken === 'http' &&
    wire === 'plaintext' &&
    listenerProtocol(port.protocol) !== 'tcp';
  return judged(
    waypoint,
    meshConfigOfWaypoint(state, waypoint),
    policies,
    [isHttp ? 'http' : 'tcp'],
    // Which port that is to it, its tests do not say.
    { peer: sender ? peerOf(state, sender) : somebody },
  );
}
