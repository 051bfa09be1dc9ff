import type { Route } from '../../ingress/edges/edge';
import type { ClusterState } from '../../state/clusterState';
import { Ingress, ingresses } from '../../state/kinds/ingress';

/** The Ingress of a route; undefined when another object holds it, such as another group's Ingress. */
export function ingressOf(
  state: ClusterState,
  { object }: Route,
): Ingress | undefined {
  const { namespace, name } = object.meta;
  const found = state.get(ingresses, namespace, name);
  return found === object ? found : undefined;
}
