// Clusters that routes lead to: istio pilot/pkg/networking/core/route/route.go applyHTTPRouteDestination, GetDestinationCluster.
import type { HttpRule, RouteMatch } from '../../state/kinds/virtualService';
import type { ClusterName } from '../outbound/outboundCluster';
import type { RouteTable, VirtualHost } from '../outbound/outboundRoute';
import type { MeshService } from '../registry/registry';
import {
  Asker,
  askingMoreDoubts,
  firstMet,
  httpMatchApplies,
} from './routeMatch';

/** Where a virtual host sends a request, and what else of the request that goes by. */
export interface HttpWay {
  /** Several where a route splits traffic. */
  readonly clusters: readonly ClusterName[];
  readonly caveats: readonly string[];
  /** The proxy answers it itself. */
  readonly answer?: HttpRule['answer'];
}

/** The way of one request through a virtual host. */
export function httpWay(
  table: Pick<RouteTable, 'asker' | 'services'>,
  virtualHost: VirtualHost,
  { path = '/', host = '' }: { readonly path?: string; readonly host?: string },
): HttpWay {
  const { asker, services } = table;
  if (virtualHost.kind === 'service') {
    const { hostname } = virtualHost.service;
    return { clusters: [{ hostname, port: asker.port }], caveats: [] };
  }
  const { from, rules } = virtualHost;
  const bySegment = from.kind !== 'VirtualService';
  const { met, askingMore } = firstMet(
    rules,
    ({ matches }) => ({ matches: applicable(matches, asker), bySegment }),
    { path, host },
  );
  return {
    clusters: met ? destinationsOf(met, services, asker.port) : [],
    caveats: askingMoreDoubts(askingMore.map(one => one.origin ?? from.object)),
    ...(met?.answer && { answer: met.answer }),
  };
}

function applicable(
  matches: readonly RouteMatch[],
  asker: Asker,
): readonly RouteMatch[] | undefined {
  return matches.length === 0
    ? undefined
    : matches.filter(one => httpMatchApplies(one, asker));
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
