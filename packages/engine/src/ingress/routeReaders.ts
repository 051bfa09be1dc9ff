import { emissaryRoutes } from './emissaryRoutes';
import { gatewayApiRoutes } from './gatewayApiRoutes';
import { ingressRoutes } from './ingressRoutes';
import { loadBalancerRoutes } from './loadBalancerRoutes';
import type { RouteReader } from './routeReader';

/** Every family of objects that can lead traffic to a Service. */
export const routeReaders: readonly RouteReader[] = [
  ingressRoutes,
  gatewayApiRoutes,
  emissaryRoutes,
  loadBalancerRoutes,
];
