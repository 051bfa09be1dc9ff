import type { Edge } from '../ingress/edges/edge';
import { ownerOf } from '../ingress/edges/owner';
import { istioGateway } from '../ingress/vendors/istioGateway';
import { connect, GatewayRoute, podOf } from '../mesh';
import type { Hop, Reason } from '../posture/servicePosture';
import type { ClusterState } from '../state/clusterState';
import { evidenceOf, objectName } from '../state/evidence';
import type { Pod } from '../state/kinds/pod';
import type { Service } from '../state/kinds/service';
import { isDialledNodePort } from '../ingress/dial/dialledNodePort';
import { isOpen } from '../ingress/edges/isOpen';
import {
  LoadBalancerFront,
  loadBalancerFront,
} from '../ingress/edges/loadBalancerFront';
import { comesInThrough, servicesOfPod } from './entrance';
import { makeHop } from './hop';
import { sampleHost } from './hosts';
import { clientNode, gatewayNode, workloadNode } from './nodes';
import type { PathFacts } from './pathFacts';
import { podKey } from './sources';
import { throughGatewayHop } from './throughGatewayHop';

/** The Service that clients come in through, the port of it that they dial, and what its load balancer does. */
interface OpenEntrance {
  readonly service: Service;
  readonly port: number;
  readonly front: LoadBalancerFront;
}

/** The ready pods of a gateway, or all of them while none is ready. */
export function gatewayPods(
  state: ClusterState,
  route: GatewayRoute,
): readonly Pod[] {
  const all = route.pods.flatMap(key => podOf(state, key) ?? []);
  const ready = all.filter(pod => pod.ready && !pod.terminating);
  return ready.length > 0 ? ready : all;
}

/** client → Istio gateway → workload, where the gateway itself is open to the outside. */
export function gatewayPath(
  state: ClusterState,
  route: GatewayRoute,
  service: Service,
  pods: readonly Pod[],
): PathFacts | undefined {
  const gateways = gatewayPods(state, route);
  const [pod] = gateways;
  const entrances = pod ? openEntrances(state, pod, route) : [];
  if (!pod || (entrances.length === 0 && !isOnNode(pod, route.port))) {
    return undefined;
  }
  const host = route.host === '*' ? null : route.host;
  const tls = clientTls(route);
  const last = throughGatewayHop(
    state,
    route,
    {
      pod: podKey(pod),
      host,
      path: route.path,
      protocol: route.protocol,
      tls,
    },
    pods,
    { from: 1, to: 2 },
  );
  if (!last) return undefined;
  const edge = edgeOf(gateways);
  const { hop, balancer } = entering(state, route, pod, entrances, host);
  const target = last.arrivals.find(arrival => arrival.pod !== '')?.port;
  return {
    edge,
    ...(balancer !== undefined && { balancer }),
    path: {
      mode: 'istio-gateway',
      edge: edge.ref,
      route: { ...route.route, host, path: route.path },
      port: route.destination.port,
      nodes: [
        clientNode(host),
        gatewayNode(state, route.gateway.name, pod.meta.namespace, gateways),
        workloadNode(state, service, target ?? null, pods, undefined),
      ],
      hops: [hop, last],
    },
  };
}

/** How a client from outside speaks to a server of the gateway. */
export function clientTls(route: GatewayRoute): 'tls' | null {
  return route.tls === null ? null : 'tls';
}

function openEntrances(
  state: ClusterState,
  pod: Pod,
  route: GatewayRoute,
): readonly OpenEntrance[] {
  const open = servicesOfPod(state, podKey(pod)).filter(isOpen);
  return open.flatMap(service =>
    service.ports
      .filter(
        ({ port, targetPort }) =>
          (port === route.servicePort || targetPort === route.port) &&
          !isDialledNodePort(state, service, port),
      )
      .flatMap(one => {
        const front = loadBalancerFront(state, service, one, pod);
        return front ? [{ service, port: one.port, front }] : [];
      }),
  );
}

/** Whether a pod's port is open on its node, without any Service. */
function isOnNode(pod: Pod, port: number): boolean {
  return (
    pod.hostNetwork ||
    pod.containers.some(container =>
      container.ports.some(
        one => one.containerPort === port && one.hostPort !== undefined,
      ),
    )
  );
}

function edgeOf(pods: readonly Pod[]): Edge {
  const { kind, namespace, name } = ownerOf(pods[0]);
  const { id, title } = istioGateway;
  return {
    vendor: istioGateway,
    ref: { vendor: id, title, kind, namespace, name },
    pods,
    reasons: [],
  };
}

interface Entering {
  readonly hop: Hop;
  readonly balancer?: string;
}

/** The way in that works, where there are several. */
function entering(
  state: ClusterState,
  route: GatewayRoute,
  pod: Pod,
  entrances: readonly OpenEntrance[],
  host: string | null,
): Entering {
  const by = (entrance: OpenEntrance | undefined): Entering => ({
    hop: enteringBy(state, route, pod, entrance, host),
    balancer: entrance?.front.subject,
  });
  const [first = by(undefined), ...others] = entrances.map(by);
  const works = ({ hop }: Entering) => hop.outcome === 'accepted';
  return works(first) ? first : others.find(works) ?? first;
}

function enteringBy(
  state: ClusterState,
  route: GatewayRoute,
  pod: Pod,
  entrance: OpenEntrance | undefined,
  host: string | null,
): Hop {
  const sent = sampleHost(host);
  const tls = tlsAtGateway(route, entrance?.front);
  const { reasons = [], caveats = [], certainty } = entrance?.front ?? {};
  const hop = makeHop(
    {
      from: 'client',
      to: 'gateway',
      fromNode: 0,
      toNode: 1,
      addressing: 'external',
      address: entrance?.service.loadBalancerAddresses[0] ?? null,
      port: entrance?.port ?? route.servicePort,
      host,
      protocol: tls === null ? 'HTTP' : 'HTTPS',
      counts: false,
      certainty: certainty ?? 'proven',
      caveats,
      reasons: [comingIn(route, pod, entrance), ...reasons],
    },
    connect(state, {
      from: null,
      address: pod.ips[0] ?? '',
      port: route.port,
      host: sent,
      protocol: route.protocol,
      ...(tls !== null && { tls: 'tls', sni: tls.named ? sent : '' }),
      ...(route.path !== null && { path: route.path }),
    }),
  );
  // Only PASSTHROUGH leaves the client's TLS to the workload; otherwise it ends here.
  return hop.wire === 'app-tls' && route.tls !== 'PASSTHROUGH'
    ? { ...hop, wire: 'tls' }
    : hop;
}

/** The TLS that reaches the gateway: the client's, or what a load balancer starts, which asks for no server by name. */
function tlsAtGateway(
  route: GatewayRoute,
  front: LoadBalancerFront | undefined,
): { readonly named: boolean } | null {
  switch (front?.sends) {
    case 'plaintext':
      return null;
    case 'tls':
      return { named: false };
    default:
      return clientTls(route) === null ? null : { named: true };
  }
}

function comingIn(
  route: GatewayRoute,
  pod: Pod,
  entrance: OpenEntrance | undefined,
): Reason {
  return entrance
    ? comesInThrough(entrance.service, entrance.port)
    : {
        text: `Clients come in at the node of ${objectName(pod)}, port ${
          route.port
        }.`,
        evidence: [evidenceOf(pod, 'spec.hostNetwork', pod.hostNetwork)],
      };
}
