// What becomes of a connection to an Istio gateway pod: where the gateway sends it, and what is made of it there.
import type { ClusterState } from '../../state/clusterState';
import { compareText } from '../../state/compareText';
import { evidenceOf, objectName } from '../../state/evidence';
import type { Pod } from '../../state/kinds/pod';
import type { HttpRule } from '../../state/kinds/virtualService';
import type { Reason } from '../../posture/servicePosture';
import type { Bytes } from '../inbound/bytes';
import { fromGateway } from '../ambient/fromGateway';
import { because } from '../because';
import { clientDoubts, doubted } from '../caveats';
import { clusterOfGateway, ProxyClient } from '../client';
import type { Arrival, GatewayConnection } from '../connection';
import { nowhere, Trail } from '../inbound/deliver';
import {
  AtGateway,
  GatewayVerdict,
  gatewayVerdict,
  verdictDoubts,
} from './gatewayVerdict';
import { clusterOfSni } from './gatewayListener';
import { sharedScopeDoubts } from './sharedScope';
import { brokenListenerReasons } from './brokenListeners';
import { silentListenerDoubts } from './silentListeners';
import { podKeyOf, podOf } from '../workload/membership';
import { destinationsOf } from '../routes/routeDestination';
import { ClusterName, throughCluster } from '../outbound/outboundCluster';
import { MeshService, servicesNamed } from '../registry/registry';
import type { MeshVirtualService } from '../routes/virtualService';
import { servicesVisibleTo } from '../controlPlane/visibility';

const source = 'istio pilot/pkg/networking/core/gateway.go';

const empty: Trail = { why: [], reasons: [] };

/** Arrivals at workloads of a connection to a gateway pod's container port, sorted. */
export function throughGateway(
  state: ClusterState,
  connection: GatewayConnection,
): readonly Arrival[] {
  const pod = podOf(state, connection.pod);
  if (!pod) {
    return [
      nowhere(empty, `${connection.pod} is not among the pods that were read.`),
    ];
  }
  const arriving = arrivingAt(connection);
  const verdict = verdictOf(state, pod, arriving);
  const isRefused = verdict.kind === 'refused';
  const arrivals = doubted(follow(state, pod, connection, arriving, verdict), [
    ...clientDoubts(state, pod),
    ...(isRefused ? silentListenerDoubts(state, pod, arriving.port) : []),
  ]);
  return [...arrivals].sort(
    (a, b) => compareText(a.pod, b.pod) || a.port - b.port,
  );
}

/** A verdict with the clusters that it leads to. */
type Verdict = GatewayVerdict & { readonly clusters: readonly ClusterName[] };

function verdictOf(
  state: ClusterState,
  pod: Pod,
  arriving: AtGateway,
): Verdict {
  const key = podKeyOf(pod);
  return state.ask({
    key: `gateway|${key}|${JSON.stringify(arriving)}`,
    answer: (now): Verdict => {
      const verdict = gatewayVerdict(now, podOf(now, key) ?? pod, arriving);
      const clusters = verdict.kind === 'routed' ? clustersOf(verdict) : [];
      return { ...verdict, clusters };
    },
    gist: gistOf,
    // Its client asks.
    holdsState: true,
  });
}

// Of the client, the pod is known and the rest is asked for where it is needed.
function gistOf(verdict: Verdict): unknown {
  if (verdict.kind !== 'routed') return verdict;
  const { bound, from, to, clusters, askingMore, leaning } = verdict;
  const { gateway, server, port } = bound;
  const route = from && { object: from.object, hosts: from.hosts };
  const towards = 'rule' in to ? { ...to.rule, asker: null, from: null } : to;
  const doubts = [askingMore, leaning];
  return [gateway.object, server, port, route, towards, clusters, doubts];
}

// A client that starts TLS of its own names the Host; proxies with a mesh identity name what they are told to, or none.
function arrivingAt(connection: GatewayConnection): AtGateway {
  const { port, tls = 'none', host, path = '/' } = connection;
  const { sni = tls === 'mtls' ? '' : host } = connection;
  const spoken = connection.protocol === 'tcp' ? 'tcp' : 'http';
  return { port, tls, spoken, host, sni, path };
}

function follow(
  state: ClusterState,
  pod: Pod,
  connection: GatewayConnection,
  arriving: AtGateway,
  verdict: Verdict,
): readonly Arrival[] {
  if (verdict.kind !== 'routed') {
    return [notRouted(state, pod, arriving, verdict)];
  }
  const { clusters, client } = verdict;
  if (clusters.length === 0) {
    return [
      nowhere(
        { why: ['no cluster'], reasons: [] },
        'The route has no destination.',
      ),
    ];
  }
  const trail = trailOf(verdict, arriving);
  const dialled = { address: pod.ips[0] ?? '', port: arriving.port };
  const bytes = onwards(connection, arriving, verdict);
  return clusters.flatMap(
    one =>
      fromGateway(client, one, bytes, trail) ??
      throughCluster(client, one, dialled, bytes, trail),
  );
}

/** What becomes of a connection that the gateway sends nowhere. */
function notRouted(
  state: ClusterState,
  pod: Pod,
  arriving: AtGateway,
  verdict: Exclude<Verdict, Routed>,
): Arrival {
  const at = `${objectName(pod)}, port ${arriving.port}`;
  const caveats = verdictDoubts(verdict, arriving);
  switch (verdict.kind) {
    case 'refused':
      return refused(state, pod, arriving, verdict);
    case 'lost':
      return nowhere(
        { why: [verdict.why], reasons: [], caveats },
        `The gateway ${at} has ${verdict.why} for ${arriving.host}${arriving.path}.`,
      );
    case 'redirected':
      return nowhere(
        { why: ['redirect to https'], reasons: [], caveats },
        `The gateway ${at} answers with a redirect to https.`,
        'redirected',
      );
    default:
      return verdict satisfies never;
  }
}

function refused(
  state: ClusterState,
  pod: Pod,
  arriving: AtGateway,
  verdict: Verdict & { readonly kind: 'refused' },
): Arrival {
  const { why } = verdict;
  const missing = why === 'no listener' || why === 'no filter chain matches';
  return nowhere(
    {
      why: [why],
      reasons: missing ? brokenListenerReasons(state, pod, arriving.port) : [],
      caveats: verdictDoubts(verdict, arriving),
    },
    `The gateway ${objectName(pod)}, port ${
      arriving.port
    } refuses the connection: ${why}.`,
    missing ? 'unroutable' : 'rejected',
  );
}

function trailOf(
  verdict: Verdict & { readonly kind: 'routed' },
  arriving: AtGateway,
): Trail {
  const { clusters, client } = verdict;
  const hostnames = clusters.map(one => one.hostname);
  return {
    why: [],
    reasons: [routeReason(verdict)],
    caveats: [
      ...verdictDoubts(verdict, arriving),
      ...sharedScopeDoubts(client, hostnames),
    ],
  };
}

type Routed = GatewayVerdict & { kind: 'routed' };

function routeReason({ from, bound }: Routed): Reason {
  const route = from ? objectName(from.object) : 'the SNI';
  return because(
    `${objectName(
      bound.gateway.object,
    )} takes the connection and ${route} says where it goes.`,
    [
      evidenceOf(
        bound.gateway.object,
        'spec.servers[].tls.mode',
        bound.server.tls?.mode,
      ),
      ...(from
        ? [evidenceOf(from.object, 'spec.hosts', from.hosts.join())]
        : []),
    ],
    source,
  );
}

// TLS that ends at the gateway is gone; what is passed through stays the client's own.
function onwards(
  connection: GatewayConnection,
  { spoken, tls, host, path, sni }: AtGateway,
  { to }: Routed,
): Bytes {
  const ended = 'rule' in to || ('stream' in to && to.terminated);
  const wire = tls === 'none' || ended ? 'plaintext' : 'app-tls';
  return { wire, spoken, asked: { host, path, sni: connection.sni ?? sni } };
}

function clustersOf({
  client,
  bound,
  from,
  to,
}: Routed): readonly ClusterName[] {
  if ('sni' in to) {
    const named = clusterOfSni(to.sni);
    return named ? [named] : [];
  }
  // A route name may stand for several servers, whose ports differ.
  return 'rule' in to
    ? clustersFor(client, to.rule.asker, from!, to.rule.rule)
    : clustersFor(client, bound.server, from!, to.stream);
}

/** What of a gateway says which services its routes lead to. */
export type Forwarding = Pick<ProxyClient, 'state' | 'namespace'>;

/** Clusters that a rule of a route bound to a gateway leads to; `port` is that of the server. */
export function clustersFor(
  client: Forwarding,
  { port }: { readonly port: number },
  from: MeshVirtualService,
  rule: Pick<HttpRule, 'destinations'>,
): readonly ClusterName[] {
  const hosts = rule.destinations.map(one => one.host);
  return destinationsOf(rule, servicesFor(client, from, hosts), port);
}

// A route's own namespace comes first where several have the host.
function servicesFor(
  { state, namespace }: Forwarding,
  from: MeshVirtualService,
  hosts: readonly string[],
): ReadonlyMap<string, MeshService> {
  const found = new Map<string, MeshService>();
  for (const host of hosts) {
    const seen = servicesVisibleTo(namespace, servicesNamed(state, host));
    const own = seen.find(one => one.namespace === from.namespace);
    const service = own ?? clusterOfGateway(state, namespace, host);
    if (service) found.set(host, service);
  }
  return found;
}
