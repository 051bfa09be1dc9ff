// Which listeners a route attaches to: istio pilot/pkg/config/kube/gateway/conversion.go extractParentReferenceInfo, referenceAllowed.
import type { GatewayRoute, ParentRef } from '../../state/kinds/gatewayRoute';
import type { RouteParent } from './gatewayApi';
import { hostsOverlap, hostWithin, isWild } from '../registry/hostName';

const group = 'gateway.networking.k8s.io';

/** Listeners that a route names and that let it in. */
export function attachedParents(
  route: GatewayRoute,
  parents: readonly RouteParent[],
): readonly RouteParent[] {
  const attached = new Set<RouteParent>();
  for (const ref of route.parents) {
    for (const parent of parents) {
      if (refersTo(ref, route, parent) && admits(parent, route)) {
        attached.add(parent);
      }
    }
  }
  return [...attached];
}

function refersTo(
  ref: ParentRef,
  route: GatewayRoute,
  { owner, listener }: RouteParent,
): boolean {
  return (
    ref.group === (owner.kind === 'Gateway' ? group : owner.apiGroup) &&
    ref.kind === owner.kind &&
    ref.name === owner.meta.name &&
    (ref.namespace ?? route.meta.namespace) === owner.meta.namespace &&
    (ref.port === undefined || ref.port === listener.port) &&
    (ref.sectionName === undefined || ref.sectionName === listener.name)
  );
}

function admits(parent: RouteParent, route: GatewayRoute): boolean {
  if (!parent.kinds.includes(route.kind)) return false;
  // A route of bytes has no host to compare.
  const hosts =
    route.kind === 'TCPRoute' || route.hostnames.length === 0
      ? ['*']
      : route.hostnames;
  return parent.hosts.some(one => {
    const slash = one.indexOf('/');
    const owner = one.slice(0, slash);
    const host = one.slice(slash + 1);
    return (
      (owner === '*' || owner === route.meta.namespace) &&
      hosts.some(other => hostsOverlap(host, other))
    );
  });
}

/** Whether a more specific listener of the same port takes a host away from this one. */
export function isolated(
  host: string,
  parent: RouteParent,
  parents: readonly RouteParent[],
): boolean {
  const own = parent.listener.hostname ?? '';
  if (own !== '' && !isWild(own)) return false;
  if (own !== '' && !hostsOverlap(host, own)) return true;
  return parents.some(
    ({ gateway, listener }) =>
      gateway === parent.gateway &&
      listener !== parent.listener &&
      listener.port === parent.listener.port &&
      listener.protocol === parent.listener.protocol &&
      own.length <= (listener.hostname ?? '').length &&
      hostWithin(host, listener.hostname ?? ''),
  );
}
