import { agentgatewayTools } from './agentgatewayTools';
import { agicIstioRoutes } from './agicIstioRoutes';
import { albActionRoutes } from './albActionRoutes';
import { bfeBalanceRoutes } from './bfeBalanceRoutes';
import { cloudflaredRoutes } from './cloudflaredRoutes';
import { contourRoutes } from './contourRoutes';
import { emissaryAnnotations } from './emissaryAnnotations';
import { emissaryRoutes } from './emissaryRoutes';
import { endpointGroups } from './endpointGroups';
import { f5As3Pools } from './f5As3Pools';
import { f5OpenshiftRoutes } from './f5OpenshiftRoutes';
import { f5Routes } from './f5Routes';
import { flaggedDefaultBackends } from './flaggedDefaultBackends';
import { gatewayApiRoutes } from './gatewayApiRoutes';
import { ingressRoutes } from './ingressRoutes';
import { loadBalancerRoutes } from './loadBalancerRoutes';
import { multiClusterRoutes } from './multiClusterRoutes';
import { apisixRoutes } from './apisixRoutes';
import { glooRoutes } from './glooRoutes';
import { glooTcpRoutes } from './glooTcpRoutes';
import { haproxyTcpRoutes } from './haproxyTcpRoutes';
import { knativeActivator } from './knativeActivator';
import { knativeRoutes } from './knativeRoutes';
import { kongFacadeRoutes } from './kongFacadeRoutes';
import { kongTcpRoutes } from './kongTcpRoutes';
import { netscalerRoutes } from './netscalerRoutes';
import { ngrokRoutes } from './ngrokRoutes';
import { openshiftRoutes } from './openshiftRoutes';
import { skipperCustomRoutes } from './skipperCustomRoutes';
import { skipperRoutes } from './skipperRoutes';
import { tykRoutes } from './tykRoutes';
import { voyagerRoutes } from './voyagerRoutes';
import { nginxDefaultBackends } from './nginxDefaultBackends';
import { nginxSubrequests } from './nginxSubrequests';
import { nlbActionRoutes } from './nlbActionRoutes';
import { nginxStreamRoutes } from './nginxStreamRoutes';
import { nginxDelegatedRoutes, nginxRoutes } from './nginxRoutes';
import { askedReaders } from '../asked/askedReaders';
import { inferencePools } from './inferencePools';
import { serviceEntryBackends } from './serviceEntryBackends';
import type { RouteReader } from './routeReader';
import { targetGroupRoutes } from './targetGroupRoutes';
import { tcpServiceRoutes } from './tcpServices';
import { traefikRoutes } from './traefikRoutes';

/** Every family of objects that can lead traffic to a Service. */
export const routeReaders: readonly RouteReader[] = [
  ingressRoutes,
  gatewayApiRoutes,
  ...glooRoutes,
  ...glooTcpRoutes,
  agentgatewayTools,
  agicIstioRoutes,
  albActionRoutes,
  bfeBalanceRoutes,
  cloudflaredRoutes,
  contourRoutes,
  emissaryAnnotations,
  emissaryRoutes,
  endpointGroups,
  f5As3Pools,
  f5OpenshiftRoutes,
  f5Routes,
  loadBalancerRoutes,
  multiClusterRoutes,
  targetGroupRoutes,
  tcpServiceRoutes,
  ...traefikRoutes,
  ...apisixRoutes,
  flaggedDefaultBackends,
  haproxyTcpRoutes,
  inferencePools,
  knativeActivator,
  knativeRoutes,
  kongFacadeRoutes,
  kongTcpRoutes,
  ...netscalerRoutes,
  nginxDefaultBackends,
  nginxDelegatedRoutes,
  nginxSubrequests,
  nginxRoutes,
  nginxStreamRoutes,
  nlbActionRoutes,
  ...ngrokRoutes,
  openshiftRoutes,
  serviceEntryBackends,
  skipperCustomRoutes,
  skipperRoutes,
  tykRoutes,
  voyagerRoutes,
  ...askedReaders,
];
