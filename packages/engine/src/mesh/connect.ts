// What becomes of one connection, from whoever opens it to the workloads it can end at.
import type { ClusterState } from '../state/clusterState';
import { compareText } from '../state/compareText';
import type { Pod } from '../state/kinds/pod';
import { clientBytes } from './clientBytes';
import { outboundCapture } from './capture';
import type { Arrival, Connection } from './connection';
import { deliver } from './deliver';
import { meshOf, podOf } from './membership';
import { throughSidecar } from './outbound';
import { throughZtunnel } from './ztunnel';

/** Arrivals of a connection, one for each workload it can end at, sorted. */
export function connect(
  state: ClusterState,
  connection: Connection,
): readonly Arrival[] {
  return [...open(state, connection)].sort(byPlace);
}

function open(state: ClusterState, connection: Connection): readonly Arrival[] {
  const { address, port } = connection;
  const bytes = clientBytes(connection);
  const from =
    connection.from === null ? undefined : podOf(state, connection.from);
  if (!from)
    return deliver(state, address, port, bytes, { why: [], reasons: [] });
  const capture = outboundCapture(from, address, port);
  if (!capture.captured) {
    return deliver(state, address, port, bytes, {
      why: [],
      reasons: capture.reasons,
    });
  }
  return meshOf(from) === 'ambient'
    ? throughZtunnel(state, from, address, port, bytes)
    : throughSidecar(state, from as Pod, connection);
}

function byPlace(a: Arrival, b: Arrival): number {
  return (
    compareText(a.pod, b.pod) ||
    a.port - b.port ||
    compareText(a.wire, b.wire) ||
    compareText(a.outcome, b.outcome)
  );
}
