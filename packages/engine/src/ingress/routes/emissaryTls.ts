// TLS of Emissary towards backends: getambassador.io/docs/emissary/latest/howtos/istio has it present
// the certificate that a sidecar in its pods exports.
import type { Reason } from '../../posture/servicePosture';
import type { ClusterState } from '../../state/clusterState';
import { evidenceOf, objectName } from '../../state/evidence';
import { Mapping, TlsContext, tlsContexts } from '../../state/kinds/emissary';
import type { KubeObject } from '../../state/meta';
import type { Dial } from '../dial/dial';
import { variableOf } from '../edges/flagOf';
import { emissaryId, emissaryIdsOf, Instance } from '../edges/instances';
import { hasHttpsScheme } from './mappingTarget';

const source = 'getambassador.io/docs/emissary/latest/howtos/istio';
const istioSecret = 'istio-certs';
const istioFolder = 'AMBASSADOR_ISTIO_SECRET_DIR';

/** What asks for TLS: a Mapping, or one of the services that are asked about requests. */
type TlsAsked = KubeObject & Pick<Mapping, 'service' | 'tls'>;

export interface EmissaryTls {
  readonly tls: Dial['tls'];
  readonly reasons: readonly Reason[];
  /** What leaves the identity that it presents unknown. */
  readonly caveats: readonly string[];
}

const plain: EmissaryTls = { tls: null, reasons: [], caveats: [] };

// Only a TLSContext names a server: python/ambassador/envoy/v3/v3tls.py.
const started = { sni: '', startedBy: 'edge' } as const;

/**
 * The TLS that Emissary starts for a Mapping, and whether the mesh knows its certificate. A name that
 * no TLSContext has starts none (python/ambassador/ir/ircluster.py).
 */
export function emissaryTls(
  state: ClusterState,
  mapping: TlsAsked,
  instance: Instance,
): EmissaryTls {
  const { tls: name } = mapping;
  const bare =
    hasHttpsScheme(mapping) || name === true
      ? { ...plain, tls: started }
      : plain;
  if (name === undefined || name === true) return bare;
  const context = emissaryContext(state, mapping, instance);
  if (!context) return withoutContext(state, mapping, bare);
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

function withoutContext(
  state: ClusterState,
  mapping: TlsAsked,
  bare: EmissaryTls,
): EmissaryTls {
  const uses = `${objectName(mapping)} uses TLSContext ${mapping.tls}`;
  if (state.unreadable(tlsContexts) === undefined) {
    return {
      ...bare,
      reasons: [
        {
          text: `${uses}, and there is none of that name with a certificate: it starts ${
            bare.tls ? 'TLS without one' : 'no TLS'
          }.`,
          evidence: [evidenceOf(mapping, 'spec.tls', String(mapping.tls))],
        },
      ],
    };
  }
  return {
    tls: started,
    reasons: [],
    caveats: [
      `${uses}, which could not be read: whether it starts TLS, and presents a mesh identity, is not known.`,
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

/** The TLSContext that a Mapping uses, where there is one. */
export function emissaryContext(
  state: ClusterState,
  mapping: TlsAsked,
  instance: Instance,
): TlsContext | undefined {
  const { tls } = mapping;
  return tls === undefined || tls === true
    ? undefined
    : contextOf(state, mapping, tls, instance);
}

/** Contexts go by name, whatever their namespace; the Mapping's own namespace first. */
function contextOf(
  state: ClusterState,
  { meta }: TlsAsked,
  name: string,
  { pods }: Instance,
): TlsContext | undefined {
  const id = emissaryId(pods[0]);
  const usable = state
    .list(tlsContexts)
    .filter(
      one =>
        one.meta.name === name &&
        one.hasCertificate &&
        emissaryIdsOf(one).includes(id),
    );
  return usable.find(one => one.meta.namespace === meta.namespace) ?? usable[0];
}
