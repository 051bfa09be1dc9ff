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
import { ingresses } from '../../state/kinds/ingress';
import { ingressClasses } from '../../state/kinds/ingressClass';
import type { Service, ServicePort } from '../../state/kinds/service';
import { indexBy } from '../../state/objectIndex';
import { ingressServers } from '../edges/ingressClassOf';
import { apisixNamespace } from '../policies/apisix';
import { apisixPluginEffect, isOfApisix } from '../policies/apisixPlugins';
import { portLevelCaveats } from '../policies/apisixUpstreams';
import { namedService } from './aliases';
import { carriedProtocol } from '../dial/carriedProtocol';
import { eachHost, OwnRule, ownRouteReader } from './ownRoutes';
import type { RouteReader } from './routeReader';
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
const toServices = ownRouteReader({
  vendor: apisix,
  kind: apisixRouteKind,
  backendsOf: ({ meta, rules }) =>
    rules.flatMap(rule =>
      forwarded(rule).map(({ service }) => `${meta.namespace}/${service}`),
    ),
  rulesTo: (state, route, service) =>
    isOfApisix(state, route)
      ? route.rules.flatMap(rule =>
          forwarded(rule)
            .filter(backend => backend.service === service.meta.name)
            .flatMap(backend => rulesOf(state, route, rule, backend, service)),
        )
      : [],
});

const routesByUpstream = indexBy(apisixRouteKind, ({ meta, rules }) =>
  rules.flatMap(({ upstreams }) =>
    upstreams.map(name => `${meta.namespace}/${name}`),
  ),
);

/** ApisixUpstreams that have the name of a Service, by the ApisixRoutes that lead to them. */
const toUpstreams = ownRouteReader({
  vendor: apisix,
  kind: apisixUpstreams,
  backendsOf: ({ domains }) =>
    domains.flatMap(({ name }) => namedService(name) ?? []),
  rulesTo: (state, upstream, service) => {
    const { namespace, name } = upstream.meta;
    return state
      .lookup(routesByUpstream, `${namespace}/${name}`)
      .filter(route => isOfApisix(state, route))
      .flatMap(route =>
        route.rules
          .filter(rule => rule.upstreams.includes(name))
          .flatMap(rule => domainRules(state, route, rule, upstream, service)),
      );
  },
});

const ingressesElsewhere = indexBy(ingresses, ingress => {
  const namespace = apisixNamespace(ingress);
  return namespace === undefined
    ? []
    : ingress.rules.map(({ backend }) => `${namespace}/${backend.service}`);
});

/** Ingresses of APISIX that an annotation leads to another namespace. */
const elsewhere: RouteReader = {
  routesTo: () => [],
  unclaimed: (state, { meta: { namespace, name } }) =>
    state
      .lookup(ingressesElsewhere, `${namespace}/${name}`)
      .filter(ingress =>
        ingressServers(state, ingress).some(({ vendor }) => vendor === apisix),
      )
      .map(object => ({
        object,
        why: 'by an annotation of APISIX that names this namespace: what it sends here could not be worked out.',
      })),
};

/** Everything by which APISIX is led to Services, but Ingresses and the Gateway API. */
export const apisixRoutes: readonly RouteReader[] = [
  toServices,
  toUpstreams,
  elsewhere,
];

/** The backends of a rule that requests go to: of several, not those of weight 0. */
function forwarded({ backends }: ApisixRule): readonly ApisixBackend[] {
  return backends.length > 1
    ? backends.filter(({ weight }) => weight !== 0)
    : backends;
}

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

const ports: Readonly<Record<string, number | undefined>> = {
  https: 443,
  grpcs: 443,
};

function domainRules(
  state: ClusterState,
  route: ApisixRoute,
  rule: ApisixRule,
  upstream: ApisixUpstream,
  service: Service,
): readonly OwnRule[] {
  if (pluginsOf(state, route, rule).drops !== undefined) return [];
  const { namespace, name } = service.meta;
  return upstream.domains
    .filter(node => namedService(node.name) === `${namespace}/${name}`)
    .flatMap(node => {
      const number = node.port ?? ports[upstream.scheme ?? 'http'] ?? 80;
      const port = servicePort(service, number);
      if (!port) return [];
      const field = 'spec.externalNodes[].name';
      const evidence = [evidenceOf(upstream, field, node.name)];
      const passesName = upstream.passHost === 'node';
      return eachHost(rule.hosts).map(host => ({
        ...ruleOf(state, route, rule, host, port),
        evidence,
        said: {
          addressing: {
            effect: 'service-vip' as const,
            by: objectName(upstream),
            evidence,
            source: upstreamTypes,
          },
          ...(passesName
            ? {
                host: {
                  effect: node.name,
                  by: 'spec.passHost',
                  evidence: [evidenceOf(upstream, 'spec.passHost', 'node')],
                  source: upstreamTypes,
                },
              }
            : hostOf(state, route, rule, upstream)),
          backend: backendOf(service, port, rule, upstream),
        },
      }));
    });
}

/** What a rule is, whatever it leads to. */
function ruleOf(
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

function pluginsOf(
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

function rulesOf(
  state: ClusterState,
  route: ApisixRoute,
  rule: ApisixRule,
  backend: ApisixBackend,
  service: Service,
): readonly OwnRule[] {
  const port = servicePort(service, backend.port);
  if (!port || pluginsOf(state, route, rule).drops !== undefined) return [];
  const { namespace, name } = service.meta;
  const upstream = state.get(apisixUpstreams, namespace, name);
  const ofPort = portLevelCaveats(upstream, port);
  return eachHost(rule.hosts).map(host => ({
    ...ruleOf(state, route, rule, host, port, ofPort),
    evidence: [evidenceOf(route, `${rule.field}.backends[].serviceName`, name)],
    said: {
      addressing: addressingOf(route, rule, backend),
      ...hostOf(state, route, rule, upstream),
      backend: backendOf(service, port, rule, upstream),
    },
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
