import type { ClusterState } from '../../state/clusterState';
import { evidenceOf, objectName } from '../../state/evidence';
import type { Mapping, TcpMapping } from '../../state/kinds/emissary';
import type { Service, ServicePort } from '../../state/kinds/service';
import { carriedProtocol } from './carriedProtocol';
import type { Dial } from './dial';
import { EmissaryRouting, emissaryRouting } from '../routes/emissaryRouting';
import type { EmissaryTls } from '../routes/emissaryTls';
import type { Instance } from '../edges/instances';
import { dialledName, MappingTarget } from '../routes/mappingTarget';

const rewriteSource =
  'emissary-ingress/emissary python/ambassador/envoy/v3/v3route.py';

/** A port of a Service that a Mapping leads to, and the TLS that is started on the way. */
export interface MappedPort {
  readonly service: Service;
  readonly port: ServicePort;
  readonly target: MappingTarget;
  readonly tls: EmissaryTls;
  readonly instance: Instance;
}

/**
 * What Emissary dials for a Mapping, whose cluster it or another has made; undefined where it makes nothing
 * of it.
 */
export function mappingDial(
  state: ClusterState,
  mapping: Mapping,
  maker: Mapping | TcpMapping,
  mapped: MappedPort,
): Dial | undefined {
  const { service, tls } = mapped;
  const routing = sharedRouting(state, mapping, maker, mapped);
  if (!routing) return undefined;
  const host = mapping.hostRewrite ?? ownHost(mapping, routing, mapped);
  const hostField =
    mapping.hostRewrite === undefined && mapping.autoHostRewrite
      ? evidenceOf(mapping, 'spec.auto_host_rewrite', true)
      : evidenceOf(mapping, 'spec.host_rewrite', mapping.hostRewrite);
  return {
    addressing: routing.addressing,
    host: host === null ? { kind: 'client' } : { kind: 'fixed', value: host },
    protocol: maker.kind === 'Mapping' && maker.grpc ? 'http2' : 'http',
    tls: tls.tls,
    ...certaintyOf(tls, routing),
    reasons: [
      {
        text: `${objectName(mapping)} leads to ${objectName(service)}.`,
        evidence: [evidenceOf(mapping, 'spec.service', mapping.service)],
      },
      ...sharing(mapping, maker),
      routing.reason,
      {
        text:
          host === null
            ? 'It sends the Host that the client sent.'
            : `It sends Host ${host} instead of the client's.`,
        evidence: [hostField],
        source: rewriteSource,
      },
      ...tls.reasons,
    ],
  };
}

/** Whose word it is, where another Mapping was there first. */
function sharing(
  mapping: Mapping | TcpMapping,
  maker: Mapping | TcpMapping,
): Dial['reasons'] {
  if (maker === mapping) return [];
  return [
    {
      text: `It shares a cluster of Envoy with ${objectName(
        maker,
      )}, whose name comes first: what that says of resolver, gRPC and TLS counts for both.`,
      evidence: [evidenceOf(maker, 'spec.service', maker.service)],
      source: 'emissary-ingress/emissary python/ambassador/ir/ircluster.py',
    },
  ];
}

/** The name that is dialled, where it is asked for; Envoy knows none of pods that it was given by address. */
function ownHost(
  mapping: Mapping,
  { dialsEndpoints }: MappingRouting,
  { target, instance }: MappedPort,
): string | null {
  if (!mapping.autoHostRewrite || dialsEndpoints) return null;
  return dialledName(mapping, target, instance.pods[0].meta.namespace);
}

/** What Emissary dials for a TCPMapping: it carries connections on, or what was in them. */
export function tcpMappingDial(
  state: ClusterState,
  mapping: TcpMapping,
  maker: Mapping | TcpMapping,
  mapped: MappedPort,
): Dial | undefined {
  const { service, port, tls } = mapped;
  const routing = sharedRouting(state, mapping, maker, mapped);
  if (!routing) return undefined;
  const carried = carriedProtocol(service, port);
  // With a host TLS ends at Emissary; without one it goes through like anything else.
  const through =
    mapping.host === null && carried.tls === 'client'
      ? ({ sni: null, startedBy: 'client' } as const)
      : null;
  return {
    addressing: routing.addressing,
    host: { kind: 'client' },
    protocol: carried.protocol,
    tls: tls.tls ?? through,
    ...certaintyOf(tls, routing),
    reasons: [
      {
        text: `${objectName(mapping)} leads to ${objectName(service)}.`,
        evidence: [evidenceOf(mapping, 'spec.service', mapping.service)],
      },
      ...sharing(mapping, maker),
      routing.reason,
      ...tls.reasons,
    ],
  };
}

interface MappingRouting extends EmissaryRouting {
  /** It was given addresses of pods, and resolves no name. */
  readonly dialsEndpoints: boolean;
}

/** What the maker of a shared cluster has it dial, unless the Mapping itself is refused, or may be. */
function sharedRouting(
  state: ClusterState,
  mapping: Mapping | TcpMapping,
  maker: Mapping | TcpMapping,
  mapped: MappedPort,
): MappingRouting | undefined {
  const own = emissaryRouting(state, mapping);
  const routing = own && routingTo(state, maker, mapped);
  if (!routing || maker === mapping) return routing;
  return { ...routing, caveats: [...own.caveats, ...routing.caveats] };
}

/** Names stand for a Service's address, a headless one's for its pods: at the Service's own port. */
function routingTo(
  state: ClusterState,
  mapping: Mapping | TcpMapping,
  { service, port }: MappedPort,
): MappingRouting | undefined {
  const routing = emissaryRouting(state, mapping);
  if (!routing) return undefined;
  const dialsEndpoints = routing.addressing === 'pod-ip';
  if (service.type === 'ExternalName') {
    return dialsEndpoints ? undefined : { ...routing, dialsEndpoints };
  }
  if (service.clusterIps.length > 0 || dialsEndpoints) {
    return { ...routing, dialsEndpoints };
  }
  const misses = port.targetPort !== port.port;
  return {
    ...routing,
    dialsEndpoints,
    addressing: 'pod-ip',
    caveats: misses
      ? [
          ...routing.caveats,
          `Emissary-ingress dials the pods of headless ${objectName(
            service,
          )} at port ${port.port}, and not at their ${
            port.targetPort
          }: nothing may listen there.`,
        ]
      : routing.caveats,
  };
}

function certaintyOf(
  tls: EmissaryTls,
  routing: EmissaryRouting,
): Pick<Dial, 'certainty' | 'caveats'> {
  const caveats = [...tls.caveats, ...routing.caveats];
  return { certainty: caveats.length > 0 ? 'unknown' : 'proven', caveats };
}
