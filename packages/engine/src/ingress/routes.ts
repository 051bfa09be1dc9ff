import type { ServiceKey } from '../posture/serviceKey';
import type { ClusterState } from '../state/clusterState';
import type { Ingress } from '../state/kinds/ingress';
import type { Service } from '../state/kinds/service';
import type { Route } from './edge';
import { emissaryRoutesTo } from './emissaryRoutes';
import { ingressRoutesTo } from './ingressRoutes';
import { loadBalancerRoutesTo } from './loadBalancerRoutes';

/** The third-party routes that lead to a Service. */
export function routesTo(
  state: ClusterState,
  service: Service,
): readonly Route[] {
  return [
    ...ingressRoutesTo(state, service),
    ...emissaryRoutesTo(state, service),
    ...loadBalancerRoutesTo(state, service),
  ];
}

/** The Services behind every rule of the object that holds a route. */
export function servicesOfRoute(route: Route): readonly ServiceKey[] {
  const { backend, object } = route;
  if (object.kind !== 'Ingress') {
    return [{ namespace: backend.namespace, name: backend.service }];
  }
  const { meta, rules } = object as Ingress;
  const names = new Set(rules.map(rule => rule.backend.service));
  return [...names].map(name => ({ namespace: meta.namespace, name }));
}
