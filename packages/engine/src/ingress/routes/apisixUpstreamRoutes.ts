import type { ClusterState } from '../../state/clusterState';
import { evidenceOf, objectName } from '../../state/evidence';
import {
  ApisixNode,
  ApisixRoute,
  apisixRoutes,
  ApisixRule,
  ApisixUpstream,
  apisixUpstreams,
} from '../../state/kinds/apisixRoute';
import type { Service, ServicePort } from '../../state/kinds/service';
import { indexBy } from '../../state/objectIndex';
import { servicePort } from '../dial/servicePort';
import type { Resolved } from '../dial/setting';
import { isOfApisix } from '../policies/apisixPlugins';
import type { HostSent } from '../vendorDescription';
import { apisix } from '../vendors/apisix';
import { namedService } from './aliases';
import {
  backendOf,
  hostOf,
  pluginsOf,
  ruleOf,
  upstreamTypes,
} from './apisixRule';
import { eachHost, OwnRule, ownRouteReader } from './ownRoutes';

const routesByUpstream = indexBy(apisixRoutes, ({ meta, rules }) =>
  rules.flatMap(({ upstreams }) =>
    upstreams.map(name => `${meta.namespace}/${name}`),
  ),
);

/** ApisixUpstreams that have the name of a Service, by the ApisixRoutes that lead to them. */
export const apisixUpstreamRoutes = ownRouteReader({
  vendor: apisix,
  kind: apisixUpstreams,
  backendsOf: ({ meta, domains, externalNames }) => [
    ...domains.flatMap(({ name }) => namedService(name) ?? []),
    ...externalNames.map(({ name }) => `${meta.namespace}/${name}`),
  ],
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
  return nodesAt(upstream, service).flatMap(node => {
    const number = node.port ?? ports[upstream.scheme ?? 'http'] ?? 80;
    const port = portOfNode(service, number);
    if (!port) return [];
    const field = 'spec.externalNodes[].name';
    const evidence = [evidenceOf(upstream, field, node.name)];
    return eachHost(rule.hosts).map(host => ({
      ...ruleOf(state, route, rule, host, port),
      dialsName: service.type === 'ExternalName',
      evidence,
      said: {
        addressing: {
          effect: 'service-vip' as const,
          by: objectName(upstream),
          evidence,
          source: upstreamTypes,
        },
        ...(hostOfNode(upstream, service.externalName ?? node.name) ??
          hostOf(state, route, rule, upstream)),
        backend: backendOf(service, port, rule, upstream),
      },
    }));
  });
}

/** The nodes that stand for a Service: by its name in the DNS, or of type ExternalName by its own. */
function nodesAt(
  { meta, domains, externalNames }: ApisixUpstream,
  { type, meta: { namespace, name } }: Service,
): readonly ApisixNode[] {
  return type === 'ExternalName'
    ? externalNames.filter(
        node => node.name === name && meta.namespace === namespace,
      )
    : domains.filter(
        node => namedService(node.name) === `${namespace}/${name}`,
      );
}

/** An external name is dialled at whatever port the node says. */
function portOfNode(service: Service, port: number): ServicePort | undefined {
  return (
    servicePort(service, port) ??
    (service.type === 'ExternalName'
      ? { port, targetPort: port, protocol: 'TCP' }
      : undefined)
  );
}

function hostOfNode(
  upstream: ApisixUpstream,
  name: string,
): { readonly host: Resolved<HostSent> } | undefined {
  if (upstream.passHost !== 'node') return undefined;
  return {
    host: {
      effect: name,
      by: 'spec.passHost',
      evidence: [evidenceOf(upstream, 'spec.passHost', 'node')],
      source: upstreamTypes,
    },
  };
}
