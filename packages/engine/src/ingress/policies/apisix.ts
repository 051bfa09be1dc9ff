import type { ClusterState } from '../../state/clusterState';
import { evidenceOf, objectName } from '../../state/evidence';
import {
  ApisixTrafficPolicy,
  apisixTrafficPolicies,
} from '../../state/kinds/apisixRoute';
import type { Ingress } from '../../state/kinds/ingress';
import { indexBy } from '../../state/objectIndex';
import type { GatewayBackend, PolicyEffect } from '../dial/gatewayApiDial';
import type { ServedRule } from '../dial/ingressDial';
import type { ServedBackend } from '../dial/settledDial';
import type { HostSent } from '../vendorDescription';
import { bySchemeOf } from '../vendors/apisixScheme';
import { apisixPluginEffect } from './apisixPlugins';
import { isSameSending, upstreamCaveats } from './apisixUpstreams';

const source =
  'apache/apisix-ingress-controller internal/adc/translator/policies.go';

const byTarget = indexBy(apisixTrafficPolicies, ({ meta, targets }) =>
  targets.map(({ service }) => `${meta.namespace}/${service}`),
);

/** What a BackendTrafficPolicy says of the Service behind a route of the Gateway API, and plugins of all. */
export function apisixGatewaySettings(
  state: ClusterState,
  backend: GatewayBackend,
): PolicyEffect {
  const { route } = backend;
  const plugins = apisixPluginEffect(state, { holder: route, plugins: [] });
  if (backend.rule.mirrors.includes(backend.backend)) {
    return withPlugins({ said: copied(backend) }, plugins);
  }
  return withPlugins(trafficSettings(state, backend, true), plugins);
}

/** Copies go to the name of the Service, as they are (httproute.go, fillPluginFromHTTPRequestMirrorFilter). */
function copied({ route }: GatewayBackend): ServedBackend['said'] {
  const asItIs = {
    by: 'filters[].requestMirror',
    evidence: [
      evidenceOf(route, 'spec.rules[].filters[].type', 'RequestMirror'),
    ],
    source:
      'apache/apisix-ingress-controller internal/adc/translator/httproute.go',
  };
  const protocol = route.kind === 'GRPCRoute' ? 'http2' : 'http';
  return {
    addressing: { ...asItIs, effect: 'service-vip' },
    backend: { ...asItIs, effect: { protocol, tls: 'none' } },
  };
}

/** The Host of plugins counts unless an upstream has one of its own (apisix/init.lua, set_upstream_host). */
function withPlugins(
  { said: settings = {}, caveats: before = [], ...more }: PolicyEffect,
  { said, caveats, drops }: ReturnType<typeof apisixPluginEffect>,
): PolicyEffect {
  if (drops !== undefined) return { drops };
  const { host, ...rest } = settings;
  const isPassed = host === undefined || host.effect === null;
  const sent = isPassed ? said.host ?? host : host;
  return {
    ...more,
    said: { ...rest, ...(sent && { host: sent }) },
    caveats: [...before, ...caveats],
  };
}

/** What policies for the Service say; those for single ports count for routes of the Gateway API alone. */
function trafficSettings(
  state: ClusterState,
  { service, port }: Pick<ServedRule, 'service' | 'port'>,
  byPort = false,
): PolicyEffect {
  const { namespace, name } = service.meta;
  const all = state.lookup(byTarget, `${namespace}/${name}`);
  const isFor = (portName?: string) => (policy: ApisixTrafficPolicy) =>
    policy.targets.some(
      one => one.service === name && one.portName === portName,
    );
  const ofPort = byPort && port.name ? all.find(isFor(port.name)) : undefined;
  const policy = ofPort ?? all.find(isFor());
  const caveats = [
    ...all
      .filter(one => !isSameSending(one, policy ?? {}))
      .map(
        one =>
          `${objectName(one)} targets ${objectName(
            service,
          )}, too: whether it counts here depends on the version of APISIX Ingress Controller.`,
      ),
    ...upstreamCaveats(state, service, port),
  ];
  return {
    ...(policy && { said: saidBy(policy) }),
    ...(caveats.length > 0 && { caveats, unknown: true }),
  };
}

const elsewhere = 'k8s.apisix.apache.org/svc-namespace';
const scheme = 'k8s.apisix.apache.org/upstream-scheme';

/** Annotation of Ingresses that names an ApisixPluginConfig. */
export const apisixPluginConfigKey = 'k8s.apisix.apache.org/plugin-config-name';

/** The namespace of the Services that an Ingress leads to, where it is another than its own. */
export function apisixNamespace({ meta }: Ingress): string | undefined {
  const named = meta.annotations[elsewhere] as string | undefined;
  return named && named !== meta.namespace ? named : undefined;
}

/** The same for an Ingress, whose annotation counts before it. */
export function apisixIngressSettings(
  state: ClusterState,
  rule: ServedRule,
): PolicyEffect {
  const namespace = apisixNamespace(rule.ingress);
  if (namespace !== undefined) {
    return {
      drops: `annotation ${elsewhere} leads it to Services of namespace ${namespace}`,
    };
  }
  // TranslateIngress goes through the rules alone.
  if (rule.rule.field === 'spec.defaultBackend') {
    return { drops: 'it leads here by spec.defaultBackend alone' };
  }
  const { annotations } = rule.ingress.meta;
  const config = annotations[apisixPluginConfigKey] as string | undefined;
  const plugins = apisixPluginEffect(state, {
    holder: rule.ingress,
    plugins: [],
    ...(config && {
      config: { namespace: rule.ingress.meta.namespace, name: config },
    }),
  });
  const { said, ...doubts } = trafficSettings(state, rule);
  const { backend, ...rest } = said ?? {};
  const isAnnotated = scheme in annotations;
  return withPlugins(
    {
      ...doubts,
      said: { ...rest, ...(backend && !isAnnotated && { backend }) },
    },
    plugins,
  );
}

function saidBy(
  policy: ApisixTrafficPolicy,
): NonNullable<ServedBackend['said']> {
  // Unset is http by the schema, and counts before what the port says (backendtrafficpolicy_types.go).
  const { scheme: asked = 'http', passHost, upstreamHost } = policy;
  const backend = bySchemeOf(asked);
  const sent: Readonly<Record<string, HostSent | undefined>> = {
    pass: null,
    node: { of: 'address' },
    rewrite: upstreamHost,
  };
  const host = passHost === undefined ? undefined : sent[passHost];
  return {
    ...(backend && {
      backend: {
        effect: backend,
        by: objectName(policy),
        evidence: [evidenceOf(policy, 'spec.scheme', asked)],
        source,
      },
    }),
    ...(host !== undefined && {
      host: {
        effect: host,
        by: objectName(policy),
        evidence: [
          evidenceOf(policy, 'spec.passHost', passHost),
          evidenceOf(policy, 'spec.upstreamHost', upstreamHost),
        ],
        source,
      },
    }),
  };
}
