// The listeners of a third-party vendor's Gateway, its own and those of ListenerSets: gateway-api.sigs.k8s.io/geps/gep-1713.
import {
  isIstiosGateway,
  istioTakes,
  letsIn,
  listenerSetsOf,
  OwnedListener,
  withoutClashes,
} from '../../mesh';
import type { ClusterState } from '../../state/clusterState';
import { objectName } from '../../state/evidence';
import { Gateway, gateways } from '../../state/kinds/gateway';
import type { ParentRef } from '../../state/kinds/gatewayRoute';
import { ListenerSet, listenerSetKinds } from '../../state/kinds/listenerSet';
import type { KubeObject } from '../../state/meta';
import { gatewayServer } from './gatewayClassOf';

/** What a route names as its parent: a Gateway, or a ListenerSet of one. */
export interface NamedParent {
  readonly gateway: Gateway;
  readonly set?: ListenerSet;
}

/** The Gateway, or the ListenerSet and its Gateway, that a route's reference is to; undefined where it is not there. */
export function namedParent(
  state: ClusterState,
  route: KubeObject,
  parent: ParentRef,
): NamedParent | undefined {
  const { group, kind, name, namespace = route.meta.namespace } = parent;
  const is = (one: { readonly group: string; readonly kind: string }) =>
    one.group === group && one.kind === kind;
  if (is(gateways)) {
    const gateway = state.get(gateways, namespace, name);
    return gateway && { gateway };
  }
  const setKind = listenerSetKinds.find(is);
  const set = setKind && state.get(setKind, namespace, name);
  const gateway =
    set?.gateway &&
    state.get(gateways, set.gateway.namespace, set.gateway.name);
  return gateway && { gateway, set };
}

/** The listeners of a Gateway that count, its own before those of its ListenerSets. */
export function listenersOf(
  state: ClusterState,
  gateway: Gateway,
): readonly OwnedListener[] {
  const own = gateway.listeners.map(listener => ({ owner: gateway, listener }));
  const sets = listenerSetsOf(state, gateway).filter(
    set => taking(state, gateway, set) === 'taken',
  );
  const added = sets.flatMap(owner =>
    owner.listeners.map(listener => ({ owner, listener })),
  );
  // Of clashes among its own, vendors make different things.
  const kept = withoutClashes([...own, ...added]);
  return [...own, ...kept.filter(one => one.owner !== gateway)];
}

/** Whether the controller of a Gateway adds the listeners of a ListenerSet that names it. */
export function taking(
  state: ClusterState,
  gateway: Gateway,
  set: ListenerSet,
): 'taken' | 'refused' | 'unknown' {
  const { accepted } = set;
  if (accepted === 'False') return 'refused';
  if (accepted === 'True') return 'taken';
  const served = serving(state, gateway, set);
  if (served === 'refused' || !letsIn(state, gateway, set)) return 'refused';
  // Kubernetes itself writes Unknown, until a controller says more.
  return accepted === 'Unknown' ? 'unknown' : served;
}

/** Why a ListenerSet that names a Gateway adds nothing to it, as the rest of a sentence; undefined where it may. */
export function whyRefused(
  state: ClusterState,
  gateway: Gateway,
  set: ListenerSet,
): string | undefined {
  if (taking(state, gateway, set) !== 'refused') return undefined;
  const name = objectName(set);
  if (set.accepted === 'False') {
    return `${name}, which it attaches to, was not accepted`;
  }
  return letsIn(state, gateway, set)
    ? `it attaches to ${name}, a kind that this vendor does not serve`
    : `${objectName(gateway)} lets in no ListenerSets of namespace ${
        set.meta.namespace
      }, where ${name} is that it attaches to`;
}

// XListenerSets were served by some versions, behind some flags: their status alone tells.
function serving(
  state: ClusterState,
  gateway: Gateway,
  set: ListenerSet,
): 'taken' | 'refused' | 'unknown' {
  if (isIstiosGateway(state, gateway)) {
    return istioTakes(set) ? 'taken' : 'unknown';
  }
  const support = gatewayServer(state, gateway)?.support.listenerSets;
  if (support?.since === null) return 'refused';
  return support && set.kind === 'ListenerSet' ? 'taken' : 'unknown';
}
