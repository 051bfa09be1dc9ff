import type { ClusterState } from '../state/clusterState';
import { derive, groupBy } from '../state/derived';
import {
  ambassadorModules,
  kubernetesEndpointResolvers,
  mappings,
} from '../state/kinds/emissary';
import { configMaps } from '../state/kinds/configMap';
import { ingresses } from '../state/kinds/ingress';
import { ingressClasses } from '../state/kinds/ingressClass';
import { pods } from '../state/kinds/pod';
import { services } from '../state/kinds/service';
import type { Route } from './edge';
import { emissaryRoutes } from './emissaryRoutes';
import { ingressRoutes } from './ingressRoutes';
import { loadBalancerRoutes } from './loadBalancerRoutes';

/** Every third-party route of the cluster. */
export const routes = derive(
  [
    ingresses,
    ingressClasses,
    services,
    configMaps,
    pods,
    mappings,
    ambassadorModules,
    kubernetesEndpointResolvers,
  ],
  (state): readonly Route[] => [
    ...state.read(ingressRoutes),
    ...state.read(emissaryRoutes),
    ...state.read(loadBalancerRoutes),
  ],
);

const routesByService = derive(routes.from, state =>
  groupBy(state.read(routes), route => [
    `${route.backend.namespace}/${route.backend.service}`,
  ]),
);

/** The routes that lead to a Service. */
export function routesTo(
  state: ClusterState,
  namespace: string,
  name: string,
): readonly Route[] {
  return state.read(routesByService).get(`${namespace}/${name}`) ?? [];
}
