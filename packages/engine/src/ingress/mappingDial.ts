import type { ClusterState } from '../state/clusterState';
import { evidenceOf, objectName } from '../state/evidence';
import type { Mapping, TcpMapping } from '../state/kinds/emissary';
import type { Service, ServicePort } from '../state/kinds/service';
import { carriedProtocol } from './carriedProtocol';
import type { Dial } from './dial';
import { EmissaryRouting, emissaryRouting } from './emissaryRouting';
import { EmissaryTls, emissaryTls } from './emissaryTls';
import type { Instance } from './instances';
import { MappingTarget, parseTarget } from './mappingTarget';

const rewriteSource =
  'emissary-ingress/emissary python/ambassador/envoy/v3/v3route.py';

/** What Emissary dials for a Mapping. */
export function mappingDial(
  state: ClusterState,
  mapping: Mapping,
  service: Service,
  target: MappingTarget,
  instance: Instance,
): Dial {
  const routing = emissaryRouting(state, mapping);
  const tls = emissaryTls(state, mapping, target, instance);
  const headless = service.clusterIps.length === 0;
  const host =
    mapping.hostRewrite ?? (mapping.autoHostRewrite ? target.written : null);
  const hostField =
    mapping.hostRewrite === undefined && mapping.autoHostRewrite
      ? evidenceOf(mapping, 'spec.auto_host_rewrite', true)
      : evidenceOf(mapping, 'spec.host_rewrite', mapping.hostRewrite);
  return {
    addressing: headless ? 'pod-ip' : routing.addressing,
    host: host === null ? { kind: 'client' } : { kind: 'fixed', value: host },
    protocol: mapping.grpc ? 'http2' : 'http',
    tls: tls.tls,
    ...certaintyOf(tls, routing),
    reasons: [
      {
        text: `${objectName(mapping)} leads to ${objectName(service)}.`,
        evidence: [evidenceOf(mapping, 'spec.service', mapping.service)],
      },
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

/** What Emissary dials for a TCPMapping: it carries connections on, or what was in them. */
export function tcpMappingDial(
  state: ClusterState,
  mapping: TcpMapping,
  service: Service,
  port: ServicePort,
  instance: Instance,
): Dial {
  const target = parseTarget(mapping);
  const routing = emissaryRouting(state, mapping);
  const tls = emissaryTls(state, mapping, target, instance);
  const carried = carriedProtocol(service, port);
  // With a host TLS ends at Emissary; without one it goes through like anything else.
  const through =
    mapping.host === null && carried.tls === 'client'
      ? ({ sni: null, startedBy: 'client' } as const)
      : null;
  return {
    addressing: service.clusterIps.length === 0 ? 'pod-ip' : routing.addressing,
    host: { kind: 'client' },
    protocol: carried.protocol,
    tls: tls.tls ?? through,
    ...certaintyOf(tls, routing),
    reasons: [
      {
        text: `${objectName(mapping)} leads to ${objectName(service)}.`,
        evidence: [evidenceOf(mapping, 'spec.service', mapping.service)],
      },
      routing.reason,
      ...tls.reasons,
    ],
  };
}

function certaintyOf(
  tls: EmissaryTls,
  routing: EmissaryRouting,
): Pick<Dial, 'certainty' | 'caveats'> {
  const caveats = [...tls.caveats, ...routing.caveats];
  if (tls.caveats.length > 0) return { certainty: 'unknown', caveats };
  return { certainty: caveats.length > 0 ? 'inferred' : 'proven', caveats };
}
