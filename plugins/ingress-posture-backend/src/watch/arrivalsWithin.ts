import {
  ClusterState,
  connect,
  Connection,
  kinds,
} from '@ingress-posture/engine';

type Arrival = ReturnType<typeof connect>[number];

/** What of a cluster somebody sees, by "namespace/name". */
interface Seen {
  readonly services: ReadonlySet<string>;
  readonly pods: ReadonlySet<string>;
}

// What a Host or a server name can lead elsewhere; policies hold wherever a connection ends.
const leading = kinds.filter(({ kind }) =>
  [
    'Service',
    'ServiceEntry',
    'VirtualService',
    'HTTPRoute',
    'GRPCRoute',
    'TLSRoute',
    'TCPRoute',
  ].includes(kind),
);

// Each round takes away what led to something that is not seen; one leads to the next only by hand.
const MOST_ROUNDS = 8;

/**
 * What becomes of a connection as far as it is seen. Its Host or server name may lead elsewhere than to what
 * was dialled: whatever leads to a Service that is not seen is taken away, as if it were not there.
 */
export function arrivalsWithin(
  state: ClusterState,
  connection: Connection,
  seen: Seen,
): readonly Arrival[] {
  let arrivals = connect(state, connection);
  const without = state.fork();
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const hidden = arrivals.filter(one => isHidden(one, seen));
    if (hidden.length === 0) return arrivals;
    const away = hidden.flatMap(one => leadingTo(without, one, seen));
    if (away.length === 0) break;
    away.forEach(object => without.remove(object));
    arrivals = connect(without, connection);
  }
  return arrivals.filter(one => !isHidden(one, seen));
}

function isHidden(arrival: Arrival, { services, pods }: Seen): boolean {
  if (arrival.pod !== '') return !pods.has(arrival.pod);
  return objectsOf(arrival).some(
    ([kind, name]) => kind === 'Service' && !services.has(name),
  );
}

/** What led an arrival where it is not seen: Services that are not seen, and what else is in namespaces without one. */
function leadingTo(
  state: ClusterState,
  arrival: Arrival,
  { services }: Seen,
): readonly object[] {
  const namespaces = new Set([...services].map(namespaceOf));
  return objectsOf(arrival).flatMap(([kind, key]) =>
    leading
      .filter(one => one.kind === kind && state.at(one, key))
      .filter(() =>
        kind === 'Service'
          ? !services.has(key)
          : !namespaces.has(namespaceOf(key)),
      )
      .map(({ group, versions: [version] }) => ({
        apiVersion: group ? `${group}/${version}` : version,
        kind,
        metadata: { namespace: namespaceOf(key), name: key.split('/')[1] },
      })),
  );
}

/** Kinds and keys of the objects that an arrival was read from. */
function objectsOf({ reasons }: Arrival): readonly (readonly string[])[] {
  return reasons.flatMap(({ evidence }) =>
    evidence.map(({ object }) => object.split(' ')),
  );
}

function namespaceOf(key: string): string {
  return key.split('/')[0];
}
