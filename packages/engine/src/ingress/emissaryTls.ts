// TLS of Emissary towards backends: getambassador.io/docs/emissary/latest/howtos/istio has it present
// the certificate that a sidecar in its pods exports.
import type { Reason } from '../posture/servicePosture';
import type { ClusterState } from '../state/clusterState';
import { evidenceOf, objectName } from '../state/evidence';
import {
  Mapping,
  TcpMapping,
  TlsContext,
  tlsContexts,
} from '../state/kinds/emissary';
import type { Dial } from './dial';
import { variableOf } from './flagOf';
import type { Instance } from './instances';
import type { MappingTarget } from './mappingTarget';

const source = 'getambassador.io/docs/emissary/latest/howtos/istio';
const istioSecret = 'istio-certs';
const istioFolder = 'AMBASSADOR_ISTIO_SECRET_DIR';

export interface EmissaryTls {
  readonly tls: Dial['tls'];
  readonly reasons: readonly Reason[];
  /** What leaves the identity that it presents unknown. */
  readonly caveats: readonly string[];
}

const plain: EmissaryTls = { tls: null, reasons: [], caveats: [] };

/** The TLS that Emissary starts for a Mapping, and whether the mesh knows its certificate. */
export function emissaryTls(
  state: ClusterState,
  mapping: Mapping | TcpMapping,
  target: MappingTarget,
  instance: Instance,
): EmissaryTls {
  if (!target.tls) return plain;
  // Only a TLSContext names a server: python/ambassador/envoy/v3/v3tls.py.
  const started = { sni: '', startedBy: 'edge' } as const;
  const { tls: name } = mapping;
  if (name === undefined || name === 'true') {
    return { tls: started, reasons: [], caveats: [] };
  }
  const context = contextOf(state, mapping, name);
  if (!context) {
    return {
      tls: started,
      reasons: [],
      caveats: [
        `${objectName(
          mapping,
        )} uses TLSContext ${name}, which could not be read: whether it presents a mesh identity is not known.`,
      ],
    };
  }
  const sni = context.sni ?? '';
  return context.secret === istioSecret
    ? ofMesh(context, sni, instance)
    : {
        tls: { ...started, sni },
        caveats: [],
        reasons: [
          {
            text: `It starts TLS as ${objectName(context)} says.`,
            evidence: [evidenceOf(context, 'spec.secret', context.secret)],
          },
        ],
      };
}

function ofMesh(
  context: TlsContext,
  sni: string,
  { pods }: Instance,
): EmissaryTls {
  const pod = pods.find(one => variableOf(one, istioFolder) !== undefined);
  // Sidecars tell mesh mTLS from other TLS by this protocol.
  const asksIstio = context.alpnProtocols.includes('istio');
  const isComplete = pod !== undefined && asksIstio;
  return {
    tls: {
      sni,
      startedBy: 'edge',
      ...(isComplete && { identity: 'mesh' }),
    },
    reasons: [
      {
        text: `It starts mTLS of the mesh itself: ${objectName(
          context,
        )} names the certificate of its sidecar.`,
        evidence: [
          evidenceOf(context, 'spec.secret', context.secret),
          evidenceOf(
            context,
            'spec.alpn_protocols',
            context.alpnProtocols.join(',') || undefined,
          ),
          ...(pod
            ? [
                evidenceOf(
                  pod,
                  `spec.containers[].env[${istioFolder}]`,
                  variableOf(pod, istioFolder),
                ),
              ]
            : []),
        ],
        source,
      },
    ],
    caveats: isComplete
      ? []
      : [
          `${objectName(context)} names the sidecar's certificate, and ${
            pod ? 'alpn_protocols' : `variable ${istioFolder}`
          } is missing: what it presents is not known.`,
        ],
  };
}

/** Contexts go by name, whatever their namespace; the Mapping's own namespace first. */
function contextOf(
  state: ClusterState,
  { meta }: Mapping | TcpMapping,
  name: string,
): TlsContext | undefined {
  return (
    state.get(tlsContexts, meta.namespace, name) ??
    state.list(tlsContexts).find(one => one.meta.name === name)
  );
}
