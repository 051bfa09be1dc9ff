// What rules of ApisixRoutes say of the requests that they send on, whatever they lead to.
import type { ClusterState } from '../../state/clusterState';
import { evidenceOf, objectName } from '../../state/evidence';
import type {
  ApisixRoute,
  ApisixRule,
  ApisixUpstream,
} from '../../state/kinds/apisixRoute';
import { ingressClasses } from '../../state/kinds/ingressClass';
import type { Service, ServicePort } from '../../state/kinds/service';
import { indexBy } from '../../state/objectIndex';
import { carriedProtocol } from '../dial/carriedProtocol';
import type { Resolved } from '../dial/setting';
import { apisixPluginEffect } from '../policies/apisixPlugins';
import type { BackendProtocol, HostSent } from '../vendorDescription';
import { apisix } from '../vendors/apisix';
import { bySchemeOf } from '../vendors/apisixScheme';
import type { OwnRule } from './ownRoutes';

/** Where fields of ApisixUpstreams are described. */
export const upstreamTypes =
  'apache/apisix-ingress-controller api/v2/apisixupstream_types.go';

const ownDefaultClasses = indexBy(ingressClasses, one =>
  one.isDefault && apisix.classControllers.includes(one.controller)
    ? ['any']
    : [],
);

/** Version 2 wants an IngressClass of its own, named or by default (internal/controller/utils.go, GetIngressClass). */
function classCaveats(
  state: ClusterState,
  route: ApisixRoute,
): readonly string[] {
  const { className } = route;
  const isThere =
    className === undefined
      ? state.lookup(ownDefaultClasses, 'any').length > 0
      : state.get(ingressClasses, '', className) !== undefined;
  if (isThere) return [];
  const what =
    className === undefined
      ? 'names no class, and APISIX has no default one'
      : `names class ${className}, of which no IngressClass is seen`;
  return [
    `${objectName(
      route,
    )} ${what}: from version 2 on, APISIX Ingress Controller leaves it alone.`,
  ];
}

/** What a rule is, whatever it leads to. */
export function ruleOf(
  state: ClusterState,
  route: ApisixRoute,
  rule: ApisixRule,
  host: string | null,
  port: ServicePort,
  ofPort: readonly string[] = [],
): Omit<OwnRule, 'evidence'> {
  const byVersion = [...classCaveats(state, route), ...ofPort];
  return {
    holder: route,
    host,
    path: rule.paths[0] ?? null,
    port,
    // ApisixTls, which is not read, binds certificates to hosts.
    clientTls: false,
    ...(rule.protocol === 'stream' && { carriesConnections: true }),
    caveats: [...byVersion, ...pluginsOf(state, route, rule).caveats],
    unknown: byVersion.length > 0,
  };
}

/** What plugins make of the requests of a rule. */
export function pluginsOf(
  state: ClusterState,
  route: ApisixRoute,
  { protocol, plugins, pluginConfig: name, pluginNamespace }: ApisixRule,
): ReturnType<typeof apisixPluginEffect> {
  if (protocol === 'stream') return { said: {}, caveats: [] };
  const { namespace } = route.meta;
  return apisixPluginEffect(state, {
    holder: route,
    plugins,
    ...(name && { config: { namespace: pluginNamespace ?? namespace, name } }),
  });
}

/** Of a plugin and the upstream's passHost, the latter comes last (apisix/balancer.lua). */
export function hostOf(
  state: ClusterState,
  route: ApisixRoute,
  rule: ApisixRule,
  upstream: ApisixUpstream | undefined,
): { readonly host?: Resolved<HostSent> } {
  if (rule.protocol === 'stream') return {};
  const passHost = upstream?.passHost ?? 'pass';
  if (upstream && passHost !== 'pass') {
    const { upstreamHost } = upstream;
    return {
      host: {
        effect: passHost === 'node' ? { of: 'address' } : upstreamHost ?? null,
        by: 'spec.passHost',
        evidence: [
          evidenceOf(upstream, 'spec.passHost', passHost),
          evidenceOf(upstream, 'spec.upstreamHost', upstreamHost),
        ],
        source: upstreamTypes,
      },
    };
  }
  const { host } = pluginsOf(state, route, rule).said;
  return host ? { host } : {};
}

/** How the upstream is spoken to. */
export function backendOf(
  service: Service,
  port: ServicePort,
  { protocol }: ApisixRule,
  upstream: ApisixUpstream | undefined,
): Resolved<BackendProtocol> {
  const spoken = bySchemeOf(upstream?.scheme ?? 'http') ?? {
    protocol: 'http',
    tls: 'none',
  };
  const carried = carriedProtocol(service, port);
  const overTls =
    spoken.tls === 'edge' ? { ...carried, tls: spoken.tls } : carried;
  return {
    effect: protocol === 'stream' ? overTls : spoken,
    ...(upstream?.scheme !== undefined && { by: 'spec.scheme' }),
    evidence: upstream
      ? [evidenceOf(upstream, 'spec.scheme', upstream.scheme)]
      : [],
    source: upstreamTypes,
  };
}
