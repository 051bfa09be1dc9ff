import type { ClusterState } from '../state/clusterState';
import { Ingress, ingresses, IngressRule } from '../state/kinds/ingress';
import { indexBy } from '../state/objectIndex';

const byLocation = indexBy(ingresses, ({ rules }) => rules.map(locationOf));

function locationOf({ host, path, pathType }: IngressRule): string {
  return `${host ?? ''} ${pathType ?? ''} ${path ?? ''}`;
}

/** Ingresses that have a rule for the same host and path: not every controller serves them all. */
export function ingressesAt(
  state: ClusterState,
  rule: IngressRule,
): readonly Ingress[] {
  return state.lookup(byLocation, locationOf(rule));
}
