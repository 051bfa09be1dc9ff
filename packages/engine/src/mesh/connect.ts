// What becomes of one connection, from whoever opens it to the workloads it can end at.
import type { ClusterState } from '../state/clusterState';
import { compareText } from '../state/compareText';
import type { Pod } from '../state/kinds/pod';
import { clientBytes } from './inbound/clientBytes';
import { outboundCapture } from './workload/capture';
import { clientDoubts, doubted } from './caveats';
import type { Arrival, Connection } from './connection';
import { deliver, nowhere } from './inbound/deliver';
import { meshOf, podOf } from './workload/membership';
import { throughSidecar } from './outbound/outbound';
import { atOwnAddress, ownAddressDoubts } from './workload/ownAddress';
import { addressesOf } from './registry/resolveName';
import { throughZtunnel } from './ambient/ztunnel';

/** Arrivals of a connection, one for each workload it can end at, sorted. */
export function connect(
  state: ClusterState,
  connection: Connection,
): readonly Arrival[] {
  const { from } = connection;
  const client = from === null ? undefined : podOf(state, from);
  const own = atOwnAddress(client, connection);
  if (own) return own;
  const arrivals = doubted(open(state, connection), [
    ...clientDoubts(state, client),
    ...ownAddressDoubts(client, connection),
  ]);
  return [...arrivals].sort(byPlace);
}

function open(state: ClusterState, connection: Connection): readonly Arrival[] {
  const { from, address, port } = connection;
  const pod = from === null ? undefined : podOf(state, from);
  if (from !== null && !pod) {
    return [unknown(`${from} is not among the pods that were read.`)];
  }
  const namespace = pod?.meta.namespace ?? '';
  const addresses = addressesOf(state, address, namespace, port);
  if (addresses.length === 0) {
    return [unknown(`Nothing that was read has the name ${address}.`)];
  }
  return addresses.flatMap(one =>
    dial(state, pod, { ...connection, address: one }),
  );
}

function unknown(text: string): Arrival {
  return {
    ...nowhere({ why: [], reasons: [] }, text, 'unknown'),
    wire: 'unknown',
    certainty: 'unknown',
    caveats: [text],
  };
}

function dial(
  state: ClusterState,
  from: Pod | undefined,
  connection: Connection,
): readonly Arrival[] {
  const { address, port } = connection;
  const bytes = clientBytes(connection);
  const capture = from && outboundCapture(from, address, port);
  if (!from || !capture?.captured) {
    const reasons = capture?.reasons ?? [];
    const direct = { ...bytes, direct: true };
    const trail = { why: [], reasons, ...(from && { from }) };
    return deliver(state, address, port, direct, trail);
  }
  return meshOf(from) === 'ambient'
    ? throughZtunnel(state, from, address, port, bytes)
    : throughSidecar(state, from, connection);
}

function byPlace(a: Arrival, b: Arrival): number {
  return (
    compareText(a.pod, b.pod) ||
    a.port - b.port ||
    compareText(a.wire, b.wire) ||
    compareText(a.outcome, b.outcome)
  );
}
