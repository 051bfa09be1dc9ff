import type { Service } from '../../state/kinds/service';
import { at } from '../../state/read';
import { gatewayRoutesByBackend } from './gatewayRoutesByBackend';
import { isMultiClusterPart } from './multiClusterRoutes';
import type { RouteReader } from './routeReader';

const annotation = 'cloud.google.com/neg';

/**
 * Network endpoint groups of Google that stand by themselves: load balancers that are kept outside
 * the cluster may send to them (cloud.google.com/kubernetes-engine/docs/how-to/standalone-neg).
 */
export const endpointGroups: RouteReader = {
  routesTo: () => [],
  unclaimed: (state, service) => {
    const { namespace, name } = service.meta;
    // A Gateway, or a MultiClusterIngress, asks for the same groups, and is read by itself.
    const isAskedFor =
      isMultiClusterPart(service) ||
      gatewayRoutesByBackend.some(
        index => state.lookup(index, `${namespace}/${name}`).length > 0,
      );
    if (isAskedFor || !isExposed(service)) return [];
    return [
      {
        object: service,
        why: 'by its network endpoint group, which load balancers that are kept outside the cluster may send to: what they send could not be worked out.',
      },
    ];
  },
};

/** The annotation holds JSON: {"exposed_ports": {"80": {}}}. */
function isExposed({ meta }: Service): boolean {
  try {
    const ports = at(
      JSON.parse(meta.annotations[annotation] ?? '{}'),
      'exposed_ports',
    );
    return (
      typeof ports === 'object' &&
      ports !== null &&
      Object.keys(ports).length > 0
    );
  } catch {
    return false;
  }
}
