import type { RouteReader } from '../routes/routeReader';
import { contourExtensions } from './contourExtensions';
import { emissaryAskedServices } from './emissaryServices';
import { envoyGatewayPolicyAsks } from './envoyGatewayPolicies';
import { traefikForwardAuth } from './traefikForwardAuth';

/** What edges ask about requests, besides the Services that answer them. */
export const askedReaders: readonly RouteReader[] = [
  contourExtensions,
  ...emissaryAskedServices,
  ...envoyGatewayPolicyAsks,
  traefikForwardAuth,
];
