import type { Reason } from '../posture/servicePosture';
import type { ClusterState } from '../state/clusterState';
import { evidenceOf, objectName } from '../state/evidence';
import {
  ambassadorModules,
  kubernetesEndpointResolvers,
  Mapping,
} from '../state/kinds/emissary';
import type { Service } from '../state/kinds/service';
import type { Dial } from './dial';
import type { MappingTarget } from './mappingTarget';

const resolverSource =
  'emissary-ingress/emissary python/ambassador/src/ambassador/ir/irbasemapping.py';
const rewriteSource =
  'emissary-ingress/emissary python/ambassador/envoy/v3/v3route.py';

/** What Emissary dials for a Mapping. */
export function mappingDial(
  state: ClusterState,
  mapping: Mapping,
  service: Service,
  target: MappingTarget,
): Dial {
  const routing = addressingOf(state, mapping);
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
    tls: target.tls ? { sni: null, startedBy: 'edge' } : null,
    ...identityDoubt(mapping),
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
    ],
  };
}

/**
 * A TLSContext can hold the mesh's own certificate (Emissary's guide to Istio), which would make its
 * TLS mesh mTLS. Those objects are not read.
 */
function identityDoubt({
  tls,
  meta,
}: Mapping): Pick<Dial, 'certainty' | 'caveats'> {
  if (tls === undefined || tls === 'true' || tls === 'false') {
    return { certainty: 'proven', caveats: [] };
  }
  return {
    certainty: 'unknown',
    caveats: [
      `Mapping ${meta.namespace}/${meta.name} uses TLSContext ${tls}, which is not read: whether it presents a mesh identity is not known.`,
    ],
  };
}

// Names of the resolvers that Emissary has without anybody making them.
const builtInEndpointResolvers = new Set(['endpoint', 'kubernetes-endpoint']);

function addressingOf(
  state: ClusterState,
  mapping: Mapping,
): { addressing: Dial['addressing']; reason: Reason } {
  const module = state
    .list(ambassadorModules)
    .find(one => one.meta.name === 'ambassador');
  const resolver = mapping.resolver ?? module?.resolver;
  const evidence = [
    evidenceOf(mapping, 'spec.resolver', mapping.resolver),
    ...(mapping.resolver === undefined && module
      ? [evidenceOf(module, 'spec.config.resolver', module.resolver)]
      : []),
  ];
  const object = state
    .list(kubernetesEndpointResolvers)
    .find(one => one.meta.name === resolver);
  if (
    resolver !== undefined &&
    (object || builtInEndpointResolvers.has(resolver))
  ) {
    return {
      addressing: 'pod-ip',
      reason: {
        text: `Emissary-ingress dials pod IPs: resolver ${resolver} looks up endpoints, which undoes its Service routing.`,
        evidence: [
          ...evidence,
          ...(object ? [evidenceOf(object, 'metadata.name', resolver)] : []),
        ],
        source: resolverSource,
      },
    };
  }
  return {
    addressing: 'service-vip',
    reason: {
      text: "Emissary-ingress dials the Service's address: that is its default resolver.",
      evidence,
      source: resolverSource,
    },
  };
}
