import type { RouteReader } from '../routes/routeReader';
import { agentgatewayAsks } from './agentgatewayPolicies';
import { apisixPluginAsks } from './apisixPlugins';
import { contourExtensions } from './contourExtensions';
import { emissaryAskedServices } from './emissaryServices';
import { envoyGatewayPolicyAsks } from './envoyGatewayPolicies';
import { externalAuthFilters } from './externalAuthFilters';
import { glooServerAsks } from './glooServers';
import { haproxyOauth } from './haproxyOauth';
import { haproxyServices } from './haproxyServices';
import { ingressAnnotations } from './ingressAnnotations';
import { kgatewayAsks } from './kgatewayExtensions';
import { kongPluginAsks } from './kongPlugins';
import { nginxGlobalAuth } from './nginxGlobalAuth';
import { nginxIncPolicyAsks } from './nginxIncPolicies';
import { skipperDefaultFilters } from './skipperDefaultFilters';
import { skipperGroups } from './skipperGroups';
import { skipperTokeninfo } from './skipperTokeninfo';
import { traefikErrorPages } from './traefikErrorPages';
import { traefikForwardAuth } from './traefikForwardAuth';

/** What edges ask about requests, besides the Services that answer them. */
export const askedReaders: readonly RouteReader[] = [
  agentgatewayAsks,
  apisixPluginAsks,
  contourExtensions,
  ...emissaryAskedServices,
  ...envoyGatewayPolicyAsks,
  externalAuthFilters,
  glooServerAsks,
  haproxyOauth,
  haproxyServices,
  ingressAnnotations,
  kgatewayAsks,
  kongPluginAsks,
  nginxGlobalAuth,
  nginxIncPolicyAsks,
  skipperDefaultFilters,
  skipperGroups,
  skipperTokeninfo,
  traefikErrorPages,
  traefikForwardAuth,
];
