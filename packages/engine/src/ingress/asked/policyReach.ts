// Where a policy of the Gateway API has a say: at the routes that it is attached to, or that attach to its target.
import { listenerSetsOf } from '../../mesh';
import type { ClusterState } from '../../state/clusterState';
import type { PolicyTargets } from '../../state/kinds/attachedPolicy';
import { gateways } from '../../state/kinds/gateway';
import type {
  GatewayRoute,
  GatewayRouteRule,
} from '../../state/kinds/gatewayRoute';
import { grpcRoutes } from '../../state/kinds/grpcRoute';
import { httpRoutes } from '../../state/kinds/httpRoute';
import { selects } from '../../state/labelSelector';
import type { KubeObject } from '../../state/meta';
import { indexBy } from '../../state/objectIndex';
import { closeness, closest } from '../policies/attached';
import { GatewayBinding, gatewayBindings } from '../routes/gatewayApiRoutes';
import type { VendorDescription } from '../vendorDescription';
import type { AskedAbout } from './askedRoute';

type Policy = KubeObject & PolicyTargets;

/** A rule of a route, at a listener. */
export interface Place extends GatewayBinding {
  readonly rule: GatewayRouteRule;
}

// Policies that ask somebody are about requests.
const routeKinds = [httpRoutes, grpcRoutes];

const byParent = routeKinds.map(kind =>
  indexBy(kind, ({ meta, parents }) =>
    parents.map(one => `${one.namespace ?? meta.namespace}/${one.name}`),
  ),
);

/** The rules that a policy is attached to, itself or by what they attach to, at Gateways of a vendor. */
export function placesUnder(
  state: ClusterState,
  policy: Policy,
  vendor: VendorDescription,
): readonly Place[] {
  return placesOfRoutes(state, candidates(state, policy), vendor).filter(
    place => closeness(policy, place) !== undefined,
  );
}

/** Every rule of some routes, at Gateways of a vendor. */
export function placesOfRoutes(
  state: ClusterState,
  routes: readonly GatewayRoute[],
  vendor: VendorDescription,
): readonly Place[] {
  return routes.flatMap(route =>
    gatewayBindings(state, route)
      .filter(({ server }) => server.vendor === vendor)
      .flatMap(binding => route.rules.map(rule => ({ ...binding, rule }))),
  );
}

/** Routes that a policy may be about: those of its targets, and of what they are the parents of. */
function candidates(
  state: ClusterState,
  { meta: { namespace }, targets, selectors }: Policy,
): readonly GatewayRoute[] {
  const named = targets.flatMap(({ name }) =>
    routeKinds.flatMap(kind => state.get(kind, namespace, name) ?? []),
  );
  const selected = selectors.flatMap(({ selector }) =>
    routeKinds.flatMap(kind =>
      state
        .inNamespace(kind, namespace)
        .filter(({ meta }) => selects(selector, meta.labels)),
    ),
  );
  const parents = [
    ...targets.map(({ name }) => name),
    ...selectors.flatMap(({ selector }) =>
      state
        .inNamespace(gateways, namespace)
        .filter(({ meta }) => selects(selector, meta.labels))
        .map(({ meta }) => meta.name),
    ),
  ].flatMap(name => parentKeys(state, namespace, name));
  const attached = parents.flatMap(key =>
    byParent.flatMap(index => state.lookup(index, key)),
  );
  return [...new Set([...named, ...selected, ...attached])];
}

/** A Gateway, or what has its name, and the ListenerSets of it. */
function parentKeys(
  state: ClusterState,
  namespace: string,
  name: string,
): readonly string[] {
  const gateway = state.get(gateways, namespace, name);
  const sets = gateway ? listenerSetsOf(state, gateway) : [];
  return [
    `${namespace}/${name}`,
    ...sets.map(({ meta }) => `${meta.namespace}/${meta.name}`),
  ];
}

/** What an edge asks about by a policy that is as close as this to a rule. */
export interface Reached {
  readonly place: Place;
  readonly about: AskedAbout;
}

/**
 * One for each route and host that a policy is attached to; a single one for all that goes through a
 * Gateway, where it is attached to that.
 */
export function reachedBy(
  places: readonly Place[],
  closenessAt: (place: Place) => number | undefined,
): readonly Reached[] {
  const all = places.map(place => {
    const { route, gateway, host, parent } = place;
    const isRoutes = (closenessAt(place) ?? closest.route) >= closest.route;
    const about = {
      object: isRoutes ? route : gateway,
      host: isRoutes ? host : null,
      path: null,
      clientTls: parent.listener.tls !== undefined,
    };
    return { place, about };
  });
  const key = ({ place, about: { object, host } }: Reached) =>
    JSON.stringify([place.edge.ref, object.kind, object.meta, host]);
  return [...new Map(all.map(one => [key(one), one])).values()];
}
