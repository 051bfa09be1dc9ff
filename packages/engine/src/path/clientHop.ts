import type { Edge } from '../ingress/edges/edge';
import { connect } from '../mesh';
import type { Hop, Reason } from '../posture/servicePosture';
import type { ClusterState } from '../state/clusterState';
import { comesInThrough, entranceOf } from './entrance';
import { makeHop, noArrival } from './hop';
import { sampleHost } from './hosts';
import { sourcePods } from './sources';

export interface ClientSide {
  readonly host: string | null;
  readonly tls: boolean;
  readonly path: string | null;
  /** The edge carries connections on as they are. */
  readonly carried?: boolean;
  /** It reads nothing of what is in them. */
  readonly opaque?: boolean;
  /** The port clients dial, where it is not the usual one. */
  readonly port?: number;
}

/** client → edge. It never sets the posture, unless the edge's own sidecar turns clients away. */
export function clientHop(
  state: ClusterState,
  edge: Edge,
  client: ClientSide,
): Hop {
  const plan = {
    from: 'client',
    to: 'edge',
    fromNode: 0,
    toNode: 1,
    addressing: 'external',
    address: null,
    host: client.host,
    protocol: client.tls ? 'HTTPS' : 'HTTP',
    counts: false,
    certainty: 'proven',
  } as const;
  if (edge.vendor.placement === 'cloud') {
    return atCloud(plan, edge, client);
  }
  const [first] = edge.pods;
  const sources = sourcePods(state, edge);
  if (!first || sources.length === 0) {
    return makeHop({ ...plan, port: null, reasons: [] }, [
      noArrival('unknown', 'no pods of the edge', noPods(edge)),
    ]);
  }
  const entrance = entranceOf(state, first, client.tls);
  const host = sampleHost(client.host);
  const arrivals = sources.flatMap(pod =>
    connect(state, {
      from: null,
      address: pod.ips[0] ?? '',
      port: entranceOf(state, pod, client.tls).containerPort,
      host,
      protocol: 'http',
      ...(client.tls && { tls: 'tls' as const, sni: host }),
      ...(client.path !== null && { path: client.path }),
    }),
  );
  const hop = makeHop(
    {
      ...plan,
      port: entrance.port,
      reasons: entrance.service
        ? [comesInThrough(entrance.service, entrance.port)]
        : [],
    },
    arrivals,
  );
  // TLS that ends at the edge is the edge's own, not the application's.
  return hop.wire === 'app-tls' ? { ...hop, wire: 'tls' } : hop;
}

function atCloud(
  plan: Omit<Parameters<typeof makeHop>[0], 'port' | 'reasons'>,
  edge: Edge,
  client: ClientSide,
): Hop {
  const { carried = false, opaque = false, port, tls } = client;
  const usual = tls ? 443 : 80;
  const text = carried
    ? `Clients reach the ${edge.ref.title}, which carries their connection on as it is.`
    : `Clients reach the ${edge.ref.title}, which ends their connection outside the cluster.`;
  const hop = makeHop(
    {
      ...plan,
      ...(opaque && { protocol: 'TLS', host: null }),
      ...(carried && { protocol: 'TCP', host: null }),
      port: port ?? usual,
      reasons: [{ text, evidence: [] }],
    },
    [],
  );
  const encrypted = carried ? 'app-tls' : 'tls';
  return { ...hop, wire: tls ? encrypted : 'plaintext', outcome: 'accepted' };
}

export function noPods(edge: Edge): Reason {
  return {
    text: `No pod of ${edge.vendor.title} (${edge.ref.kind} ${edge.ref.name}) could be found, so what it sends is not known.`,
    evidence: [],
  };
}
