import type { Route } from '../../../ingress/edges/edge';
import type { ServiceFacts } from '../../../posture/serviceFacts';

/** The routes of one object that lead to the service, this one among them. */
export function routesBeside(
  { paths }: ServiceFacts,
  route: Route,
): readonly Route[] {
  const found = paths.flatMap(({ facts }) => facts.route ?? []);
  const beside = found.filter(one => one.object === route.object);
  return beside.includes(route) ? beside : [route, ...beside];
}

/** Their hosts, `*` for any. */
export function hostsOf(routes: readonly Route[]): readonly string[] {
  return [...new Set(routes.map(({ ref }) => ref.host ?? '*'))];
}
