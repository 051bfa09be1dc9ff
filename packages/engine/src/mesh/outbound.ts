// What a sidecar makes of a connection that its application opens.
import type { ClusterState } from '../state/clusterState';
import type { Pod } from '../state/kinds/pod';
import type { Arrival, Connection } from './connection';
import { clientBytes } from './connect';
import { deliver } from './deliver';
import { forwardedBy } from './addresses';
import { readyEndpoints } from './endpoints';
import { finish } from './finish';

export function throughSidecar(
  state: ClusterState,
  _from: Pod,
  connection: Connection,
): readonly Arrival[] {
  const { address, port } = connection;
  const bytes = clientBytes(connection);
  const forwarded = forwardedBy(state, address, port);
  if (!forwarded)
    return deliver(state, address, port, bytes, {
      why: ['PassthroughCluster'],
      reasons: [],
    });
  return readyEndpoints(state, forwarded.service, forwarded.port.port).map(
    one =>
      finish(
        state,
        one,
        one.tlsMode === 'istio' ? { ...bytes, wire: 'istio-mtls' } : bytes,
        { why: ['outbound'], reasons: [] },
      ),
  );
}
