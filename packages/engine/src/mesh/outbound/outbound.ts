// What a sidecar makes of a connection that its application opens: listener, filter chain, route, cluster.
import type { ClusterState } from '../../state/clusterState';
import { objectName } from '../../state/evidence';
import type { Pod } from '../../state/kinds/pod';
import { because } from '../because';
import { SidecarClient, sidecarClient } from '../client';
import { clientBytes } from '../inbound/clientBytes';
import type { Arrival, Connection } from '../connection';
import { nowhere, Trail } from '../inbound/deliver';
import { podKeyOf, podOf } from '../workload/membership';
import type { OutboundPolicy } from '../controlPlane/meshConfig';
import { ClusterName, throughCluster } from './outboundCluster';
import { Chain, ChainAction, chainFor } from './outboundChain';
import { outboundListener } from './outboundListener';
import { routeTable, virtualHostFor } from './outboundRoute';
import { outboundPolicy, passThrough } from './passThrough';
import { destinationsOf, HttpWay, httpWay } from '../routes/routeDestination';
import { streamRouteDoubts } from '../routes/streamRoutes';
import { emptyRoutes, isAskedTwice } from './sniffedTwice';
import { hostGates } from '../controlPlane/versionGates';

const source = 'istio pilot/pkg/networking/core/listener.go, httproute.go';

/** What a sidecar decides about a connection of its application before it looks at any endpoint. */
type WayOut =
  | { readonly kind: 'ends'; readonly arrival: Arrival }
  | {
      readonly kind: 'unknown';
      readonly text: string;
      readonly policy: OutboundPolicy;
    }
  | {
      readonly kind: 'clusters';
      readonly clusters: readonly ClusterName[];
      readonly trail: Trail;
    };

/** Arrivals of a captured outbound connection. */
export function throughSidecar(
  state: ClusterState,
  from: Pod,
  connection: Connection,
): readonly Arrival[] {
  const pod = podKeyOf(from);
  const way = state.ask({
    key: `way out|${pod}|${JSON.stringify(connection)}`,
    answer: now =>
      wayOut(sidecarClient(now, podOf(now, pod) ?? from), connection),
    gist: one => one,
  });
  const client = sidecarClient(state, from);
  switch (way.kind) {
    case 'ends':
      return [way.arrival];
    case 'unknown':
      return passThrough(client, connection, way.text, way.policy);
    default:
      return toClusters(client, connection, way.clusters, way.trail);
  }
}

function wayOut(client: SidecarClient, connection: Connection): WayOut {
  const { address, port } = connection;
  const listener = outboundListener(client, address, port);
  const chain =
    listener &&
    chainFor(listener.chains, {
      address,
      tls: connection.tls !== undefined,
      http: connection.protocol !== 'tcp',
      sni: connection.tls ? connection.sni ?? connection.host ?? '' : '',
    });
  return listener && chain
    ? followChain(client, connection, chain, listener.name)
    : unknown(client, `no listener of its sidecar matches ${address}:${port}`);
}

// What no service is known for goes to the egress proxy of its Sidecar, if that names one.
function unknown(client: SidecarClient, text: string): WayOut {
  const policy = outboundPolicy(client);
  const { sidecar } = client.scope;
  if (policy !== 'ALLOW_ANY' || !sidecar?.egressProxy) {
    return { kind: 'unknown', text, policy };
  }
  const { host: hostname, ...proxy } = sidecar.egressProxy;
  const trail = start(
    `${objectName(
      client.pod,
    )} asks for a destination unknown to the mesh: ${text}. ${objectName(
      sidecar,
    )} sends that to the egress proxy ${hostname}.`,
  );
  return { kind: 'clusters', clusters: [{ hostname, ...proxy }], trail };
}

function followChain(
  client: SidecarClient,
  connection: Connection,
  { action }: Chain,
  listener: string,
): WayOut {
  if (action.kind === 'stream') {
    const trail = start(
      `The sidecar of ${objectName(
        client.pod,
      )} takes the connection at its listener ${listener}, which leads to ${
        action.service.hostname
      } whatever the Host.`,
    );
    const caveats = streamRouteDoubts(action.from);
    return {
      kind: 'clusters',
      clusters: streamClusters(client, action),
      trail: { ...trail, caveats },
    };
  }
  // An HTTP listener that does not sniff cannot read anything else.
  if (connection.protocol === 'tcp' || connection.tls) {
    return {
      kind: 'ends',
      arrival: nowhere(
        start('The listener expects plain HTTP.'),
        'Protocol error.',
        'rejected',
      ),
    };
  }
  return followHost(client, connection, action, listener);
}

function followHost(
  client: SidecarClient,
  connection: Connection,
  action: ChainAction & { kind: 'http' },
  listener: string,
): WayOut {
  const { host = '', port } = connection;
  const table = routeTable(client, port);
  if (
    action.sniffed !== undefined &&
    isAskedTwice(client, action.sniffed, port)
  ) {
    return { kind: 'ends', arrival: emptyRoutes(action.sniffed) };
  }
  const virtualHost =
    action.sniffed === undefined
      ? virtualHostFor(table, host)
      : table.byService.get(action.sniffed);
  if (!virtualHost) {
    return action.sniffed === undefined
      ? unknown(
          client,
          `no service that its sidecar knows on port ${port} has the Host ${
            host || '(none)'
          }`,
        )
      : {
          kind: 'ends',
          arrival: nowhere(
            { why: ['no virtual host matched'], reasons: [] },
            `No virtual host stands for ${action.sniffed}.`,
          ),
        };
  }
  const trail = start(
    `The sidecar of ${objectName(
      client.pod,
    )} takes the connection at its listener ${listener} and goes by ${
      action.sniffed === undefined
        ? `the Host ${host}`
        : `the service ${action.sniffed}`
    }${
      virtualHost.kind === 'rules'
        ? ` and ${objectName(virtualHost.from.object)}`
        : ''
    }.`,
  );
  return followRoutes(
    client,
    connection,
    httpWay(table, virtualHost, connection),
    trail,
  );
}

function followRoutes(
  { state, pod }: SidecarClient,
  { host = '' }: Connection,
  { clusters, caveats, answer }: HttpWay,
  before: Trail,
): WayOut {
  const doubts = [...caveats, ...hostGates(state, pod, host)];
  const trail = { ...before, caveats: doubts };
  return answer === 'https'
    ? { kind: 'ends', arrival: redirected(trail) }
    : { kind: 'clusters', clusters, trail };
}

function redirected(trail: Trail): Arrival {
  return nowhere(
    { ...trail, why: ['redirect to https'] },
    'The route answers with a redirect to https.',
    'redirected',
  );
}

function start(text: string): Trail {
  return { why: [], reasons: [because(text, [], source)] };
}

function toClusters(
  client: SidecarClient,
  connection: Connection,
  clusters: readonly ClusterName[],
  trail: Trail,
): readonly Arrival[] {
  if (clusters.length === 0) {
    return [
      nowhere(
        { ...trail, why: ['no route matched'] },
        'No route matches the request.',
      ),
    ];
  }
  const bytes = clientBytes(connection);
  return clusters.flatMap(one =>
    throughCluster(client, one, connection, bytes, trail),
  );
}

function streamClusters(
  client: SidecarClient,
  action: ChainAction & { kind: 'stream' },
): readonly ClusterName[] {
  const { rule, service, port } = action;
  if (!rule) return [{ hostname: service.hostname, port }];
  return destinationsOf(rule, client.scope.clusters, port);
}
