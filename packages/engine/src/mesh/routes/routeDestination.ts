// Clusters that routes lead to: istio pilot/pkg/networking/core/route/route.go applyHTTPRouteDestination, GetDestinationCluster.
import type { HttpRule } from '../../state/kinds/virtualService';
import type { ClusterName } from '../outbound/outboundCluster';
import type { RouteTable, VirtualHost } from '../outbound/outboundRoute';
import type { MeshService } from '../registry/registry';
import { Asker, httpMatchApplies, requestMeets } from './routeMatch';

/** Clusters of a virtual host for one request; several where a route splits traffic. */
export function httpClusters(
  table: Pick<RouteTable, 'asker' | 'services'>,
  virtualHost: VirtualHost,
  request: { readonly path?: string; readonly host?: string },
): readonly ClusterName[] {
  if (virtualHost.kind === 'service') {
    const { hostname } = virtualHost.service;
    return [{ hostname, port: table.asker.port }];
  }
  const bySegment = virtualHost.from.kind !== 'VirtualService';
  const rule = ruleFor(virtualHost.rules, table.asker, request, bySegment);
  return rule ? destinationsOf(rule, table.services, table.asker.port) : [];
}

/** The first rule that a request meets. */
function ruleFor(
  rules: readonly HttpRule[],
  asker: Asker,
  { path = '/', host = '' }: { readonly path?: string; readonly host?: string },
  bySegment: boolean,
): HttpRule | undefined {
  return rules.find(
    rule =>
      rule.matches.length === 0 ||
      rule.matches.some(
        match =>
          httpMatchApplies(match, asker) &&
          requestMeets(match, { path, host }, bySegment),
      ),
  );
}

/** Clusters that a rule's destinations name. Among several, those without weight get nothing. */
export function destinationsOf(
  { destinations }: Pick<HttpRule, 'destinations'>,
  services: ReadonlyMap<string, MeshService>,
  listenerPort: number,
): readonly ClusterName[] {
  const counted =
    destinations.length === 1
      ? destinations
      : destinations.filter(one => one.weight > 0);
  return counted.map(({ host, port, subset }) => {
    const service = services.get(host);
    const only =
      service?.ports.length === 1 ? service.ports[0].number : undefined;
    return {
      hostname: service?.aliasOf ?? host,
      port: port ?? only ?? listenerPort,
      ...(subset !== undefined && { subset }),
    };
  });
}
