import {
  listenersOf as listenersElsewhere,
  namedParent,
} from '../../ingress/edges/listenersOf';
import { objectsNaming } from '../../ingress/routes/routes';
import {
  attachedParents,
  faultsOf,
  isIstiosGateway,
  listenerName,
  listenersOf,
  parentOf,
  reportedFaults,
  RouteParent,
} from '../../mesh';
import type { ClusterState } from '../../state/clusterState';
import { objectName } from '../../state/evidence';
import type { GatewayRoute } from '../../state/kinds/gatewayRoute';
import type { Refusable } from '../../state/kinds/refusal';
import { findingRule } from '../finding';

/** A listener that a route attaches to is not served, by its status or for want of a certificate that it may name. */
export const ip0721 = findingRule('IP0721', ({ state, service }) =>
  objectsNaming(state, service)
    .filter(isGatewayRoute)
    .flatMap(route =>
      listenersAttached(state, route).flatMap(listener =>
        faultsAt(state, listener).map(({ why, evidence }) => ({
          says: {
            route: objectName(route),
            service: service.meta.name,
            listener: listenerName(listener),
            why,
          },
          about: [route, listener.owner],
          evidence: [evidence],
        })),
      ),
    ),
);

function faultsAt(state: ClusterState, listener: RouteParent) {
  return isIstiosGateway(state, listener.gateway)
    ? faultsOf(state, listener)
    : reportedFaults(listener);
}

function isGatewayRoute(one: Refusable): one is GatewayRoute {
  return 'parents' in one && 'hostnames' in one;
}

function listenersAttached(
  state: ClusterState,
  route: GatewayRoute,
): readonly RouteParent[] {
  const gateways = route.parents.flatMap(
    parent => namedParent(state, route, parent)?.gateway ?? [],
  );
  return [...new Set(gateways)].flatMap(gateway => {
    const find = isIstiosGateway(state, gateway)
      ? listenersOf
      : listenersElsewhere;
    const parents = find(state, gateway).map(one =>
      parentOf(state, gateway, one),
    );
    return attachedParents(route, parents);
  });
}
