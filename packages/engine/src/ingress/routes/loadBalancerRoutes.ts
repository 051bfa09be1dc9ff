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

/** A listener that sends connections on. */
export type Open = Exclude<Listener, { kind: 'closed' }>;

const carries: Open = { kind: 'carries', by: [] };

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
  const edge = openingEdge(service, opening);
  const { ports } = service;
  return (opening.firstPortAlone ? ports.slice(0, 1) : ports)
    .filter(port => port.protocol === 'TCP')
    .flatMap(port => {
      const listener = opening.listener?.(service, port) ?? carries;
      return listener.kind === 'closed'
        ? []
        : [openingRoute(service, opening, edge, listener, { service, port })];
    });
}

/** Whether a route is a Service's own opening, and not an object that leads to it. */
export function isOwnOpening({
  object,
  backend,
}: Pick<Route, 'object' | 'backend'>): boolean {
  return object.kind === 'Service' && object.meta.name === backend.service;
}

/** The edge that an open Service makes. */
export function openingEdge(service: Service, opening: Opening): Edge {
  const { vendor, title, kind, pods = [] } = opening;
  const { namespace, name } = service.meta;
  return {
    vendor,
    ref: { vendor: vendor.id, title, kind, namespace, name },
    pods,
    reasons: [],
  };
}

/** The route from a Service's load balancer to a port, of that Service as a rule. */
export function openingRoute(
  opener: Service,
  opening: Opening,
  edge: Edge,
  listener: Open,
  { service, port }: { readonly service: Service; readonly port: ServicePort },
): Route {
  const { namespace, name } = opener.meta;
  const addressing = opening.addressingOf(port, service);
  return {
    edge,
    ref: { kind: 'Service', namespace, name, host: null, path: null },
    object: opener,
    backend: { namespace, service: service.meta.name, port: port.port },
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
        ...listenerReasons(opener, edge, listener),
        ...nodeReasons(
          service,
          edge,
          addressing.effect,
          opening.opensConnections || listener.kind === 'ends',
        ),
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
  listener: Open,
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

/** What a listener is told to do with clients' connections, and where that stands. */
export function listenerReasons(
  service: Service,
  { ref }: Pick<Edge, 'ref'>,
  listener: Open,
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
  ends: boolean,
): readonly Reason[] {
  if (addressing === 'pod-ip' || vendor.placement === 'in-cluster') return [];
  const { externalTrafficPolicy } = service;
  const sees = ends ? "the load balancer's address" : "the client's address";
  return [
    {
      text:
        externalTrafficPolicy === 'Local'
          ? `A node passes it only to its own pods, which see ${sees}.`
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
