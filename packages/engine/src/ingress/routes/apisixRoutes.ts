import type { ClusterState } from '../../state/clusterState';
import { evidenceOf } from '../../state/evidence';
import {
  ApisixBackend,
  ApisixRoute,
  apisixRoutes as apisixRouteKind,
  ApisixRule,
  apisixUpstreams,
} from '../../state/kinds/apisixRoute';
import { ingresses } from '../../state/kinds/ingress';
import type { Service } from '../../state/kinds/service';
import { indexBy } from '../../state/objectIndex';
import { servicePort } from '../dial/servicePort';
import type { ServedBackend } from '../dial/settledDial';
import { ingressServers } from '../edges/ingressClassOf';
import { apisixNamespace } from '../policies/apisix';
import { isOfApisix } from '../policies/apisixPlugins';
import { portLevelCaveats } from '../policies/apisixUpstreams';
import { apisix } from '../vendors/apisix';
import { backendOf, hostOf, pluginsOf, ruleOf } from './apisixRule';
import { apisixUpstreamRoutes } from './apisixUpstreamRoutes';
import { eachHost, OwnRule, ownRouteReader } from './ownRoutes';
import type { RouteReader } from './routeReader';

const routeTypes =
  'apache/apisix-ingress-controller api/v2/apisixroute_types.go';

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
  apisixUpstreamRoutes,
  elsewhere,
];

/** The backends of a rule that requests go to: of several, not those of weight 0. */
function forwarded({ backends }: ApisixRule): readonly ApisixBackend[] {
  return backends.length > 1
    ? backends.filter(({ weight }) => weight !== 0)
    : backends;
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
