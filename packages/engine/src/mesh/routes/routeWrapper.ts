// VirtualServices as virtual hosts of a port: istio pilot/pkg/networking/core/route/route.go BuildSidecarVirtualHostWrapper,
// httproute.go selectVirtualServices.
import type { HttpRule } from '../../state/kinds/virtualService';
import { HostIndex } from '../registry/hostIndex';
import { isWild } from '../registry/hostName';
import { isOfGatewayApi } from './meshRoutes';
import { portOf, speaksHttp, VirtualHost } from '../outbound/outboundRoute';
import type { MeshService } from '../registry/registry';
import { Asker, httpMatchApplies } from './routeMatch';
import type { EgressScope } from '../sidecarScope/sidecarScope';
import type { MeshVirtualService } from './virtualService';

/** A virtual host of a route, with the hosts and services that it is for. */
export interface Wrapper {
  readonly virtualHost: VirtualHost;
  /** Hosts that are no services on this port. */
  readonly names: readonly string[];
  readonly services: readonly MeshService[];
}

/** Virtual hosts of the routes of a port, oldest route first. */
export function routeWrappers(
  egress: EgressScope | undefined,
  services: ReadonlyMap<string, MeshService>,
  asker: Asker,
): readonly Wrapper[] {
  if (!egress) return [];
  // Port 80 takes routes for hosts that no service has; other ports only beside one that is known.
  const known = new HostIndex(services.keys());
  const routes =
    asker.port === 80
      ? egress.virtualServices
      : egress.virtualServices.filter(({ hosts }) =>
          hosts.some(host => known.overlaps(host.toLowerCase())),
        );
  const best = bestRoutes(egress);
  return routes.flatMap(from => {
    const rules = from.http.filter(rule => ruleApplies(rule, asker));
    if (rules.length === 0) return [];
    const split = splitHosts(from, { services, known, best });
    if (isOfGatewayApi(from) && !concerns(from, split.services, asker)) {
      return [];
    }
    const own = split.services.filter(one =>
      speaksHttp(portOf(one, asker.port)),
    );
    if (own.length === 0 && asker.port !== 80) return [];
    return [
      {
        virtualHost: { kind: 'rules' as const, from, rules },
        names: split.names,
        services: own,
      },
    ];
  });
}

// Routes of the Gateway API are followed in their own namespace, and by all where they stand beside the Service.
function concerns(
  { namespace }: MeshVirtualService,
  services: readonly MeshService[],
  asker: Asker,
): boolean {
  return services.some(
    one => one.namespace === namespace || asker.namespace === namespace,
  );
}

/** Whether a rule can hold for this asker at all. */
export function ruleApplies(rule: HttpRule, asker: Asker): boolean {
  return (
    rule.matches.length === 0 ||
    rule.matches.some(match => httpMatchApplies(match, asker))
  );
}

/** By host of a service, the route whose host fits it best; of equal ones the first. */
function bestRoutes(
  egress: EgressScope,
): (hostname: string) => MeshVirtualService | undefined {
  const byHost = new Map<string, MeshVirtualService>();
  for (const route of egress.virtualServices) {
    for (const host of route.hosts) {
      if (!byHost.has(host)) byHost.set(host, route);
    }
  }
  const hosts = new HostIndex(byHost.keys());
  return hostname => {
    const host = hosts.best(hostname);
    return host === undefined ? undefined : byHost.get(host);
  };
}

interface Known {
  readonly services: ReadonlyMap<string, MeshService>;
  /** Their host names. */
  readonly known: HostIndex;
  readonly best: (hostname: string) => MeshVirtualService | undefined;
}

function splitHosts(
  route: MeshVirtualService,
  { services, known, best }: Known,
): { readonly names: string[]; readonly services: MeshService[] } {
  const names: string[] = [];
  const own: MeshService[] = [];
  for (const host of route.hosts.filter(one => !isWild(one))) {
    const service = services.get(host.toLowerCase());
    if (service) own.push(service);
    else names.push(host);
  }
  for (const host of route.hosts.filter(isWild)) {
    const matching = known.overlapping(host.toLowerCase());
    if (matching.length === 0) names.push(host);
    own.push(
      ...matching
        .filter(one => best(one) === route)
        .map(one => services.get(one)!),
    );
  }
  return { names, services: own };
}
