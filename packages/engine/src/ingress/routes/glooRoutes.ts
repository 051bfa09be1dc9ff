import type { ClusterState } from '../../state/clusterState';
import { evidenceOf } from '../../state/evidence';
import type { KindDefinition } from '../../state/kindDefinition';
import {
  GlooDestination,
  glooRouteTables,
  GlooRule,
  GlooUpstream,
  glooUpstreamGroups,
  glooUpstreams,
  GlooVirtualService,
  glooVirtualServices,
} from '../../state/kinds/gloo';
import type { Service } from '../../state/kinds/service';
import type { KubeObject } from '../../state/meta';
import { indexBy } from '../../state/objectIndex';
import { Backed, glooSaid } from './glooBackend';
import { unclaimedBehindGateways } from './behindGateway';
import { servedByGloo } from './glooGateways';
import { glooKey, GlooWay, RuleHolder, waysTo } from './glooWays';
import { portsOf, servicesOf, upstreamsTo } from './glooUpstreams';
import { OwnRule, ownRouteReader } from './ownRoutes';
import type { RouteReader } from './routeReader';
import { servicePort } from '../dial/servicePort';
import { glooEdge } from '../vendors/glooEdge';

/** VirtualServices and RouteTables, to Services and to the Upstreams that stand for them. */
export const glooRoutes: readonly RouteReader[] = [
  toServices(glooVirtualServices),
  toServices(glooRouteTables),
  ownRouteReader<GlooUpstream>({
    vendor: glooEdge,
    kind: glooUpstreams,
    backendsOf: servicesOf,
    rulesTo: (state, upstream, service, instance) =>
      portsOf(upstream, service).flatMap(port =>
        leadingTo(state, upstream).flatMap(({ holder, rule }) =>
          rulesOf(state, { holder, rule, service, port, upstream, instance }),
        ),
      ),
  }),
  {
    routesTo: () => [],
    unclaimed: (state, { meta }) =>
      unclaimedBehindGateways(
        state,
        state.lookup(upstreamsTo, `${meta.namespace}/${meta.name}`),
        glooUpstreams.group,
        ['HTTPRoute'],
      ),
  },
];

/** Rules that name a Service, without an Upstream for it. */
function toServices<T extends RuleHolder>(
  kind: KindDefinition<T>,
): RouteReader {
  const named = (holder: RuleHolder, rule: GlooRule, service: Service) =>
    rule.destinations.filter(
      one =>
        one.kind === 'service' &&
        glooKey(one.ref, holder.meta.namespace) ===
          `${service.meta.namespace}/${service.meta.name}`,
    );
  return ownRouteReader<T>({
    vendor: glooEdge,
    kind,
    backendsOf: ({ meta, rules }) =>
      rules
        .flatMap(rule => rule.destinations)
        .filter(one => one.kind === 'service')
        .map(one => glooKey(one.ref, meta.namespace)),
    rulesTo: (state, holder, service, instance) =>
      holder.rules.flatMap(rule =>
        named(holder, rule, service).flatMap(one => {
          const port = servicePort(service, one.port);
          return port
            ? rulesOf(state, { holder, rule, service, port, instance })
            : [];
        }),
      ),
  });
}

/** What destinations name, as the groups and Upstreams of an object are found by. */
export function destinationKeys(
  own: string,
  destinations: readonly GlooDestination[],
): readonly string[] {
  return destinations.map(one => `${one.kind} ${glooKey(one.ref, own)}`);
}

const byDestination = (kind: KindDefinition<RuleHolder>) =>
  indexBy(kind, ({ meta, rules }) =>
    rules.flatMap(rule => destinationKeys(meta.namespace, rule.destinations)),
  );
const holders = [
  byDestination(glooVirtualServices as KindDefinition<RuleHolder>),
  byDestination(glooRouteTables as KindDefinition<RuleHolder>),
];
const groups = indexBy(glooUpstreamGroups, ({ meta, destinations }) =>
  destinationKeys(meta.namespace, destinations),
);

/** What destinations call an Upstream: its name, and those of its groups. */
export function keysNaming(
  state: ClusterState,
  { namespace, name }: KubeObject['meta'],
): ReadonlySet<string> {
  const own = `upstream ${namespace}/${name}`;
  const groupKeys = state
    .lookup(groups, own)
    .map(({ meta }) => `group ${meta.namespace}/${meta.name}`);
  return new Set([own, ...groupKeys]);
}

/** The rules that lead to an Upstream, by its name or by that of a group. */
function leadingTo(
  state: ClusterState,
  { meta }: GlooUpstream,
): readonly { readonly holder: RuleHolder; readonly rule: GlooRule }[] {
  const keys = keysNaming(state, meta);
  return holders.flatMap(index =>
    [...keys].flatMap(key =>
      state
        .lookup(index, key)
        .flatMap(holder =>
          holder.rules
            .filter(rule =>
              destinationKeys(
                holder.meta.namespace,
                rule.destinations,
              ).includes(key),
            )
            .map(rule => ({ holder, rule })),
        ),
    ),
  );
}

function rulesOf(
  state: ClusterState,
  one: Omit<Backed, keyof GlooWay>,
): readonly OwnRule[] {
  const { holder, rule, service, port, upstream } = one;
  return waysTo(state, holder, rule).flatMap(way => {
    const { served, caveats } = servedByGloo(state, way.root, one.instance);
    if (!served) return [];
    const said = glooSaid(state, { ...one, ...way });
    return domainsOf(way.root).map(host => ({
      holder,
      host,
      path: rule.path,
      pathIsPattern: rule.pathIsPattern,
      port,
      clientTls: way.root.endsTls,
      evidence: upstream
        ? [
            evidenceOf(
              upstream,
              'spec.kube.serviceName',
              upstream.service?.name ?? service.meta.name,
            ),
          ]
        : [],
      ...said,
      caveats: [...caveats, ...(said.caveats ?? [])],
    }));
  });
}

/** The hosts of a VirtualService, null for any. */
export function domainsOf({
  domains,
}: GlooVirtualService): readonly (string | null)[] {
  const all = domains.map(one => (one === '*' ? null : one));
  return all.length === 0 ? [null] : all;
}
