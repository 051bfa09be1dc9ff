import type { RouteReader } from '../routes/routeReader';
import { contourExtensions } from './contourExtensions';
import { emissaryAskedServices } from './emissaryServices';
import { envoyGatewayPolicyAsks } from './envoyGatewayPolicies';
import { haproxyServices } from './haproxyServices';
import { ingressAnnotations } from './ingressAnnotations';
import { nginxGlobalAuth } from './nginxGlobalAuth';
import { skipperGroups } from './skipperGroups';
import { traefikForwardAuth } from './traefikForwardAuth';

/** What edges ask about requests, besides the Services that answer them. */
export const askedReaders: readonly RouteReader[] = [
  contourExtensions,
  ...emissaryAskedServices,
  ...envoyGatewayPolicyAsks,
  haproxyServices,
  ingressAnnotations,
  nginxGlobalAuth,
  skipperGroups,
  traefikForwardAuth,
];
