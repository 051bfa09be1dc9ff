import type { Reason } from '../../posture/servicePosture';
import type { ClusterState } from '../../state/clusterState';
import { annotationEvidence, evidenceOf } from '../../state/evidence';
import type { Service, ServicePort } from '../../state/kinds/service';
import { carriedProtocol } from '../dial/carriedProtocol';
import type { Dial } from '../dial/dial';
import type { Edge, Route } from '../edges/edge';
import { Opening, openingOf } from '../edges/opening';
import type { RouteReader } from './routeReader';
import type { Listener } from '../serviceLoadBalancers/serviceLoadBalancer';

/** Services that are open to the outside by themselves. */
export const loadBalancerRoutes: RouteReader = {
  routesTo: loadBalancerRoutesTo,
};

/**
 * The routes of a Service that is open to the outside by itself. Whether the pods behind are an edge
 * or an Istio gateway (then this is that edge's entrance, not an edge) is the caller's to ask.
 */
export function loadBalancerRoutesTo(
  state: ClusterState,
  service: Service,
): readonly Route[] {
  const opening = openingOf(state, service);
  if (!opening) return [];
  const edge = edgeOf(service, opening);
  const { ports } = service;
  return (opening.firstPortAlone ? ports.slice(0, 1) : ports)
    .filter(port => port.protocol === 'TCP')
    .map(port => routeOf(service, port, edge, opening));
}

/** Whether a route is a Service's own opening, and not an object that leads to it. */
export function isOwnOpening({ object }: Pick<Route, 'object'>): boolean {
  return object.kind === 'Service';
}

function edgeOf(service: Service, opening: Opening): Edge {
  const { vendor, title, kind, pods = [] } = opening;
  const { namespace, name } = service.meta;
  return {
    vendor,
    ref: { vendor: vendor.id, title, kind, namespace, name },
    pods,
    reasons: [],
  };
}

function routeOf(
  service: Service,
  port: ServicePort,
  edge: Edge,
  opening: Opening,
): Route {
  const { namespace, name } = service.meta;
  const listener: Listener = opening.listener?.(service, port) ?? {
    kind: 'carries',
    by: [],
  };
  const addressing = opening.addressingOf(port);
  return {
    edge,
    ref: { kind: 'Service', namespace, name, host: null, path: null },
    object: service,
    backend: { namespace, service: name, port: port.port },
    clientTls: listener.kind === 'ends' && listener.clientTls,
    ...(listener.kind === 'carries' && { carriesConnections: true }),
    ...(listener.kind === 'ends' && !listener.http && { takesTlsOff: true }),
    dial: {
      addressing: addressing.effect,
      host: { kind: 'client' },
      ...speech(service, port, listener),
      certainty: certaintyOf(opening),
      caveats: opening.caveats,
      reasons: [
        ...opening.reasons,
        addressing.reason,
        ...listenerReasons(service, edge, listener),
        ...nodeReasons(service, edge, addressing.effect),
      ],
    },
  };
}

function certaintyOf({ unknown, caveats }: Opening): Dial['certainty'] {
  if (unknown) return 'unknown';
  return caveats.length === 0 ? 'proven' : 'inferred';
}

/** What is spoken to the pod. */
function speech(
  service: Service,
  port: ServicePort,
  listener: Listener,
): Pick<Dial, 'protocol' | 'tls'> {
  const { protocol, tls } = carriedProtocol(service, port);
  if (listener.kind === 'ends') {
    return {
      protocol: listener.http ? 'http' : protocol,
      tls: listener.backendTls ? { sni: '', startedBy: 'edge' } : null,
    };
  }
  // Who is told to pass TLS through is told so for TLS.
  const clientTls = tls === 'client' || listener.by.length > 0;
  return {
    protocol,
    tls: clientTls ? { sni: null, startedBy: 'client' } : null,
  };
}

function listenerReasons(
  service: Service,
  { ref }: Edge,
  listener: Listener,
): readonly Reason[] {
  if (listener.by.length === 0) return [];
  const evidence = listener.by.map(key => annotationEvidence(service, key));
  if (listener.kind === 'carries') {
    return [
      { text: `The ${ref.title} carries the client's TLS through.`, evidence },
    ];
  }
  const ends = listener.clientTls ? "client's TLS" : "client's connection";
  const starts = listener.backendTls
    ? ', and starts TLS of its own towards the pods'
    : ', and sends plaintext on';
  return [{ text: `The ${ref.title} ends the ${ends}${starts}.`, evidence }];
}

/** What nodes do with a connection that reaches them, for whoever looks at client addresses. */
function nodeReasons(
  service: Service,
  { vendor }: Edge,
  addressing: Dial['addressing'],
): readonly Reason[] {
  if (addressing === 'pod-ip' || vendor.placement === 'in-cluster') return [];
  const { externalTrafficPolicy } = service;
  return [
    {
      text:
        externalTrafficPolicy === 'Local'
          ? "A node passes it only to its own pods, which see the client's address."
          : 'A node may pass it on to a pod elsewhere, which then sees the node for a client.',
      evidence: [
        evidenceOf(
          service,
          'spec.externalTrafficPolicy',
          externalTrafficPolicy,
        ),
      ],
      source:
        'kubernetes.io/docs/reference/networking/virtual-ips/#external-traffic-policy',
    },
  ];
}
