import type { ClusterState } from '../../state/clusterState';
import { evidenceOf, objectName } from '../../state/evidence';
import {
  ApisixBackend,
  ApisixRoute,
  apisixRoutes as apisixRouteKind,
  ApisixRule,
  ApisixUpstream,
  apisixUpstreams,
} from '../../state/kinds/apisixRoute';
import { ingressClasses } from '../../state/kinds/ingressClass';
import type { Service, ServicePort } from '../../state/kinds/service';
import { carriedProtocol } from '../dial/carriedProtocol';
import { eachHost, OwnRule, ownRouteReader } from './ownRoutes';
import { servicePort } from '../dial/servicePort';
import type { ServedBackend } from '../dial/settledDial';
import type { Resolved } from '../dial/setting';
import type { BackendProtocol, HostSent } from '../vendorDescription';
import { apisix } from '../vendors/apisix';
import { bySchemeOf } from '../vendors/apisixScheme';

const routeTypes =
  'apache/apisix-ingress-controller api/v2/apisixroute_types.go';
const upstreamTypes =
  'apache/apisix-ingress-controller api/v2/apisixupstream_types.go';

/** ApisixRoutes, with the ApisixUpstream that goes by the name of the Service. */
export const apisixRoutes = ownRouteReader({
  vendor: apisix,
  kind: apisixRouteKind,
  backendsOf: ({ meta, rules }) =>
    rules.flatMap(rule =>
      rule.backends.map(({ service }) => `${meta.namespace}/${service}`),
    ),
  rulesTo: (state, route, service) =>
    isOurs(state, route)
      ? route.rules.flatMap(rule =>
          rule.backends
            .filter(backend => backend.service === service.meta.name)
            .flatMap(backend => rulesOf(state, route, rule, backend, service)),
        )
      : [],
});

/** A class that is there must be one of APISIX's. */
function isOurs(state: ClusterState, { className }: ApisixRoute): boolean {
  const found =
    className === undefined
      ? undefined
      : state.get(ingressClasses, '', className);
  return !found || apisix.classControllers.includes(found.controller);
}

function rulesOf(
  state: ClusterState,
  route: ApisixRoute,
  rule: ApisixRule,
  backend: ApisixBackend,
  service: Service,
): readonly OwnRule[] {
  const port = servicePort(service, backend.port);
  if (!port) return [];
  const { namespace, name } = service.meta;
  const upstream = state.get(apisixUpstreams, namespace, name);
  return eachHost(rule.hosts).map(host => ({
    host,
    path: rule.paths[0] ?? null,
    port,
    // ApisixTls, which is not read, binds certificates to hosts.
    clientTls: false,
    ...(rule.protocol === 'stream' && { carriesConnections: true }),
    evidence: [evidenceOf(route, `${rule.field}.backends[].serviceName`, name)],
    said: {
      addressing: addressingOf(route, rule, backend),
      ...hostOf(route, rule, upstream),
      backend: backendOf(service, port, rule, upstream),
    },
    caveats: rule.pluginConfig
      ? [
          `${objectName(route)} takes plugins from ApisixPluginConfig ${
            rule.pluginConfig
          }, which is not read: one of them could change the Host.`,
        ]
      : [],
  }));
}

function addressingOf(
  route: ApisixRoute,
  { field }: ApisixRule,
  { resolveGranularity }: ApisixBackend,
): NonNullable<NonNullable<ServedBackend['said']>['addressing']> {
  const wantsService = resolveGranularity === 'service';
  return {
    effect: wantsService ? 'service-vip' : 'pod-ip',
    ...(wantsService && { by: 'resolveGranularity' }),
    evidence: [
      evidenceOf(
        route,
        `${field}.backends[].resolveGranularity`,
        resolveGranularity,
      ),
    ],
    source: routeTypes,
  };
}

/** Of a plugin and the upstream's passHost, the latter comes last (apisix/balancer.lua). */
function hostOf(
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
  const { rewrittenHost, field } = rule;
  if (rewrittenHost === undefined) return {};
  return {
    host: {
      effect: rewrittenHost,
      by: 'proxy-rewrite',
      evidence: [
        evidenceOf(
          route,
          `${field}.plugins[proxy-rewrite].config.host`,
          rewrittenHost,
        ),
      ],
      source: 'apisix.apache.org/docs/apisix/plugins/proxy-rewrite',
    },
  };
}

function backendOf(
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
