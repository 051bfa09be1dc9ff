import type { ClusterState } from '../../state/clusterState';
import { evidenceOf, objectName } from '../../state/evidence';
import {
  GlooRouteTable,
  GlooRule,
  glooSettings,
  GlooUpstream,
  GlooVirtualService,
} from '../../state/kinds/gloo';
import type { Service, ServicePort } from '../../state/kinds/service';
import type { KubeObject } from '../../state/meta';
import type { Instance } from '../edges/instances';
import type { OwnRule } from './ownRoutes';
import { holdsCertificates, mtlsPods } from '../policies/certificatesOfIstio';
import type { ServedBackend } from '../dial/settledDial';

type Said = NonNullable<ServedBackend['said']>;

const source = 'docs.solo.io/gloo-edge/latest/reference/api';
// Certificate that a sidecar beside Gloo's proxy hands out (glooctl istio inject).
const istioCertificate = 'istio_server_cert';

/** What holds rules of Gloo's. */
export type RuleHolder = GlooVirtualService | GlooRouteTable;

/** A rule with a Service that it ends at, by an Upstream or by itself. */
export interface Backed {
  readonly holder: RuleHolder;
  readonly rule: GlooRule;
  readonly service: Service;
  readonly port: ServicePort;
  readonly upstream?: GlooUpstream;
  readonly instance: Instance;
}

/** What a rule, its Upstream and the settings say of how the Service is dialled. */
export function glooSaid(
  state: ClusterState,
  one: Backed,
): Pick<OwnRule, 'said' | 'caveats' | 'unknown'> {
  const { upstream } = one;
  const identity = meshSaid(state, one);
  const doubts = hostDoubts(one);
  return {
    said: {
      ...addressingSaid(one),
      ...hostSaid(one),
      ...(upstream && speechSaid(upstream)),
      ...identity.said,
    },
    caveats: [...doubts, ...identity.caveats],
    unknown: doubts.length > 0,
  };
}

/** Hosts of an Upstream are dialled by name: a Service's is its address. */
function addressingSaid({ upstream }: Backed): Pick<Said, 'addressing'> {
  const [host] = upstream?.hosts ?? [];
  if (!upstream || !host) return {};
  return {
    addressing: {
      effect: 'service-vip',
      by: objectName(upstream),
      evidence: [
        evidenceOf(upstream, 'spec.static.hosts[0].addr', host.address),
      ],
      source,
    },
  };
}

function hostSaid({ holder, rule, upstream }: Backed): Pick<Said, 'host'> {
  const [host] = upstream?.hosts ?? [];
  const effect =
    rule.hostRewrite ?? (rule.autoHostRewrite ? host?.address : undefined);
  if (effect === undefined) return {};
  const field =
    rule.hostRewrite === undefined ? 'autoHostRewrite' : 'hostRewrite';
  return {
    host: {
      effect,
      by: field,
      evidence: [evidenceOf(holder, `spec…routes[].options.${field}`, effect)],
      source,
    },
  };
}

function hostDoubts({ holder, rule, upstream }: Backed): readonly string[] {
  const byEndpoint = rule.autoHostRewrite && !upstream?.hosts.length;
  return rule.hostFromRequest || byEndpoint
    ? [
        `${objectName(
          holder,
        )} makes the Host from the request or the endpoint: which one is sent is not known.`,
      ]
    : [];
}

function speechSaid(upstream: GlooUpstream): Pick<Said, 'backend' | 'sni'> {
  const { tls, http2 } = upstream;
  if (!tls && !http2) return {};
  return {
    backend: {
      effect: {
        protocol: http2 ? 'http2' : 'http',
        tls: tls ? 'edge' : 'none',
      },
      by: objectName(upstream),
      evidence: [
        evidenceOf(upstream, 'spec.sslConfig', tls ? 'set' : undefined),
        evidenceOf(upstream, 'spec.useHttp2', http2),
      ],
      source,
    },
    ...(tls?.sni !== undefined && { sni: tls.sni }),
  };
}

/** The mesh's certificate: named by the Upstream, or used by itself for whoever is in the mesh. */
function meshSaid(
  state: ClusterState,
  { upstream, service, port, instance }: Backed,
): {
  readonly said: Pick<Said, 'backend'>;
  readonly caveats: readonly string[];
} {
  const named = upstream?.tls?.certificate === istioCertificate;
  const settings = state.list(glooSettings).find(one => one.autoMtls);
  const automatic =
    settings !== undefined && !upstream?.tls && !upstream?.noAutoMtls;
  const pods = mtlsPods(state, service, port);
  if (!named && !(automatic && pods.some)) return { said: {}, caveats: [] };
  if (!holdsCertificates(instance)) {
    return {
      said: {},
      caveats: named
        ? [
            `${objectName(
              upstream,
            )} asks for the mesh's certificate, and Gloo's pods have no sidecar that hands it out.`,
          ]
        : [],
    };
  }
  const by: KubeObject | undefined = named ? upstream : settings;
  return {
    said: {
      backend: {
        effect: { protocol: 'http', tls: 'edge', identity: 'mesh' },
        ...(by && { by: objectName(by) }),
        evidence: by
          ? [
              evidenceOf(
                by,
                named
                  ? 'spec.sslConfig.sds.certificatesSecretName'
                  : 'spec.gloo.istioOptions.enableAutoMtls',
                named ? istioCertificate : true,
              ),
            ]
          : [],
        source:
          'docs.solo.io/gloo-edge/latest/guides/integrations/service_mesh',
      },
    },
    caveats: named ? [] : pods.caveats,
  };
}
