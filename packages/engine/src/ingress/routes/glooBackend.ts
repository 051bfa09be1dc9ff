import type { ClusterState } from '../../state/clusterState';
import { evidenceOf, objectName } from '../../state/evidence';
import { GlooRule, glooSettings, GlooUpstream } from '../../state/kinds/gloo';
import type { Service, ServicePort } from '../../state/kinds/service';
import type { KubeObject } from '../../state/meta';
import type { Instance } from '../edges/instances';
import {
  GlooOptionsFound,
  GlooWay,
  RuleHolder,
  virtualHostOptions,
} from './glooWays';
import type { OwnRule } from './ownRoutes';
import { holdsCertificates, mtlsPods } from '../policies/certificatesOfIstio';
import type { ServedBackend } from '../dial/settledDial';

type Said = NonNullable<ServedBackend['said']>;

const source = 'docs.solo.io/gloo-edge/latest/reference/api';
// Certificate that a sidecar beside Gloo's proxy hands out (glooctl istio inject).
const istioCertificate = 'istio_server_cert';

/** A Service that Gloo dials, by an Upstream or by itself. */
export interface Dialled {
  readonly service: Service;
  readonly port: ServicePort;
  readonly upstream?: GlooUpstream;
  readonly instance?: Instance;
}

/** A rule with a Service that it ends at, and one way to it. */
export interface Backed extends Dialled, GlooWay {
  readonly holder: RuleHolder;
  readonly rule: GlooRule;
  readonly instance: Instance;
}

type Effect = Required<Pick<OwnRule, 'said' | 'caveats'>>;

/** What an Upstream and the settings say of how a Service is dialled. */
export function glooDialled(state: ClusterState, one: Dialled): Effect {
  const { upstream } = one;
  const identity = meshSaid(state, one);
  return {
    said: {
      ...addressingSaid(one),
      ...(upstream && speechSaid(upstream)),
      ...identity.said,
    },
    caveats: identity.caveats,
  };
}

/** The same with what a rule, and those on the way to it, make of the Host. */
export function glooSaid(
  state: ClusterState,
  one: Backed,
): Effect & Pick<OwnRule, 'unknown'> {
  const { said, caveats } = glooDialled(state, one);
  const ofHost = virtualHostOptions(state, one.root);
  const doubts = hostDoubts(one, ofHost);
  return {
    said: { ...said, ...hostSaid(one) },
    caveats: [...doubts, ...caveats, ...one.caveats, ...ofHost.caveats],
    unknown: doubts.length > 0,
  };
}

/** Hosts of an Upstream are dialled by name: a Service's is its address. */
function addressingSaid({ upstream }: Dialled): Pick<Said, 'addressing'> {
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

/** The first of the options that make a Host: all the ways to do so are one field. */
function hostSaid({ options, upstream }: Backed): Pick<Said, 'host'> {
  const found = options.find(one => one.options.host !== undefined);
  const host = found?.options.host;
  if (!found || !host) return {};
  const effect =
    host.kind === 'fixed' ? host.value : upstream?.hosts[0]?.address;
  if (host.kind === 'request' || effect === undefined) return {};
  const by = host.kind === 'fixed' ? 'hostRewrite' : 'autoHostRewrite';
  return {
    host: {
      effect,
      by,
      evidence: [evidenceOf(found.by, `…options.${by}`, effect)],
      source,
    },
  };
}

function hostDoubts(
  { options, upstream }: Backed,
  ofHost: GlooOptionsFound,
): readonly string[] {
  const found = options.find(one => one.options.host !== undefined);
  const kind = found?.options.host?.kind;
  const isMade =
    kind === 'request' || (kind === 'endpoint' && !upstream?.hosts.length);
  const changing = [...options, ...ofHost.options].filter(
    one => one.options.mayChangeHost,
  );
  return [
    ...(found && isMade
      ? [
          `${objectName(
            found.by,
          )} makes the Host from the request or the endpoint: which one is sent is not known.`,
        ]
      : []),
    ...changing.map(
      ({ by }) =>
        `${objectName(
          by,
        )} sets header Host by a transformation: which one is sent is not known.`,
    ),
  ];
}

/** TLS of its own, or that which hosts at port 443 have (projects/gloo/pkg/plugins/static/plugin.go). */
function speechSaid(upstream: GlooUpstream): Pick<Said, 'backend' | 'sni'> {
  const { http2, hosts, useTls } = upstream;
  const byHost = useTls ?? hosts.some(({ port }) => port === 443);
  const tls =
    upstream.tls ??
    (hosts.length > 0 && byHost ? { sni: hosts[0].address } : undefined);
  if (!tls && !http2) return {};
  return {
    backend: {
      effect: {
        protocol: http2 ? 'http2' : 'http',
        tls: tls ? 'edge' : 'none',
      },
      by: objectName(upstream),
      evidence: [
        evidenceOf(
          upstream,
          'spec.sslConfig',
          upstream.tls ? 'set' : undefined,
        ),
        ...(hosts.length > 0
          ? [evidenceOf(upstream, 'spec.static.useTls', useTls)]
          : []),
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
  { upstream, service, port, instance }: Dialled,
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
