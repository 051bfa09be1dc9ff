import type { Route } from '../../../ingress/edges/edge';
import { servicesOfRoute } from '../../../ingress/routes/routes';
import type { ServiceFacts } from '../../../posture/serviceFacts';
import { f5VirtualServers } from '../../../state/kinds/f5';
import { httpRoutes } from '../../../state/kinds/httpRoute';
import type { Ingress } from '../../../state/kinds/ingress';
import type { ChainTarget } from '../../istioGatewayService';
import type { PlannedStep } from '../../plan';
import { askedAbout } from '../../touched';
import { ingressOf } from '../ingressOf';
import { hasMoreThanPaths, moveHttpRoute } from './moveHttpRoute';
import { moveIngress } from './moveIngress';
import { repointF5 } from './repointF5';
import { repointIngress } from './repointIngress';
import { repointMapping } from './repointMapping';

/** Steps that lead the routes of an object to the gateway; a sentence that says why there are none. */
export function leadToGateway(
  facts: ServiceFacts,
  routes: readonly Route[],
  target: ChainTarget,
): readonly PlannedStep[] | string {
  const [route] = routes;
  const ingress = ingressOf(facts.state, route);
  const why =
    whyNotAlone(facts, routes, ingress) ?? whyNotLed(facts, route, ingress);
  if (why !== undefined) return `${whatOf(route)} ${why}`;
  if (!ingress) return leadOther(facts, routes, target);
  return route.edge.vendor.oneIngressPerLocation
    ? repointIngress(facts, ingress, route, target)
    : moveIngress(facts, ingress, route, target);
}

function whatOf({ ref: { kind, namespace, name } }: Route): string {
  return `${kind} ${namespace}/${name}`;
}

/** Why an object is not this Service's alone, so that leading it elsewhere would lead others with it. */
function whyNotAlone(
  facts: ServiceFacts,
  routes: readonly Route[],
  ingress: Ingress | undefined,
): string | undefined {
  const [route] = routes;
  const own = facts.service.meta.name;
  if (routes.some(one => one.backend.port !== route.backend.port)) {
    return `leads to several ports of ${own}: give each an object of its own first.`;
  }
  if (ingress?.saysMore) {
    return `has hosts without paths, or backends that are no Services: give ${own} one of its own first.`;
  }
  if (staysInPlace(route, ingress)) {
    return ingress?.rules.every(({ backend }) => backend.service !== own)
      ? `leads to ${own} by another name: let it name ${own} itself first.`
      : undefined;
  }
  const others = servicesOfRoute(route)
    .map(service => service.name)
    .filter(other => other !== own);
  return others.length > 0 && route.ref.kind !== 'Mapping'
    ? `also serves ${others.join(', ')}: give ${own} one of its own first.`
    : undefined;
}

/** Why a new object in the place of one would not do what that does. */
function whyNotLed(
  facts: ServiceFacts,
  route: Route,
  ingress: Ingress | undefined,
): string | undefined {
  if (staysInPlace(route, ingress)) return undefined;
  const { failsNow } = route.dial;
  const asked = askedOnTheWay(facts, route);
  return (
    asked ??
    (failsNow === undefined
      ? undefined
      : `is one that its controller fails at now: ${failsNow}. Mend that first: what was made of it before would go with it, and not come back.`)
  );
}

/** Whether an Ingress is changed where it stands, and no new one made beside it. */
function staysInPlace({ edge }: Route, ingress: Ingress | undefined): boolean {
  return ingress !== undefined && Boolean(edge.vendor.oneIngressPerLocation);
}

/** The same for what is no Ingress. */
function leadOther(
  facts: ServiceFacts,
  routes: readonly Route[],
  target: ChainTarget,
): readonly PlannedStep[] | string {
  const [route] = routes;
  const { kind, namespace, name } = route.ref;
  if (route.object.kind === 'Mapping') {
    return [repointMapping(facts, route, target)];
  }
  const server = facts.state.get(f5VirtualServers, namespace, name);
  if (server === route.object) {
    return server.pools.some(pool => pool.cluster !== undefined)
      ? `${whatOf(
          route,
        )} has pools of several clusters: lead each to a gateway of its own cluster, which is not seen from here.`
      : [repointF5(facts, route, target)];
  }
  const httpRoute = facts.state.get(httpRoutes, namespace, name);
  if (httpRoute === route.object) {
    return hasMoreThanPaths(httpRoute)
      ? `${whatOf(route)} does more than lead paths to ${
          facts.service.meta.name
        }, which a new one would not do: let its rules lead to ${gatewayName(
          target,
        )} yourself, with a ReferenceGrant there.`
      : moveHttpRoute(facts, httpRoute, routes, target);
  }
  return `${whatOf(route)} has to lead to ${gatewayName(
    target,
  )} then, or its clients to that gateway. No patch of ours can say that of a ${kind}.`;
}

/** Whom an edge asks about the requests of an object, which a new one in its place would not say. */
function askedOnTheWay(
  { state }: ServiceFacts,
  route: Route,
): string | undefined {
  const { edge } = route;
  if (edge.vendor.placement === 'cloud') return undefined;
  const names = askedAbout(state, route).map(
    ({ namespace, name }) => `${namespace}/${name}`,
  );
  return names.length === 0
    ? undefined
    : `has ${edge.ref.title} ask ${names.join(
        ' and ',
      )} about each request: what says so has to name the object that takes its place, or requests are no longer asked about.`;
}

function gatewayName({ service: { meta }, port }: ChainTarget): string {
  return `port ${port.port} of Service ${meta.namespace}/${meta.name}`;
}
