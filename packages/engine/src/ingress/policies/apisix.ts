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
  return withPlugins(trafficSettings(state, backend), plugins);
}

/** The Host of plugins counts unless an upstream has one of its own (apisix/init.lua, set_upstream_host). */
function withPlugins(
  settings: ServedBackend['said'] = {},
  { said, caveats, drops }: ReturnType<typeof apisixPluginEffect>,
): PolicyEffect {
  if (drops !== undefined) return { drops };
  const { host, ...rest } = settings;
  const isPassed = host === undefined || host.effect === null;
  const sent = isPassed ? said.host ?? host : host;
  return { said: { ...rest, ...(sent && { host: sent }) }, caveats };
}

/** One for the port of the Service counts first. */
function trafficSettings(
  state: ClusterState,
  { service, port }: Pick<ServedRule, 'service' | 'port'>,
): ServedBackend['said'] {
  const { namespace, name } = service.meta;
  const all = state.lookup(byTarget, `${namespace}/${name}`);
  const isFor = (portName?: string) => (policy: ApisixTrafficPolicy) =>
    policy.targets.some(
      one => one.service === name && one.portName === portName,
    );
  const policy =
    (port.name === undefined ? undefined : all.find(isFor(port.name))) ??
    all.find(isFor());
  return policy && saidBy(policy);
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
  const { backend, ...rest } = trafficSettings(state, rule) ?? {};
  const isAnnotated = scheme in annotations;
  return withPlugins(
    { ...rest, ...(backend && !isAnnotated && { backend }) },
    plugins,
  );
}

function saidBy(
  policy: ApisixTrafficPolicy,
): NonNullable<ServedBackend['said']> {
  const { scheme: asked, passHost, upstreamHost } = policy;
  const backend = asked === undefined ? undefined : bySchemeOf(asked);
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
