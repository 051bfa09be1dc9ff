import type { RouteReader } from '../routes/routeReader';
import { envoyGatewayPolicyAsks } from './envoyGatewayPolicies';
import { traefikForwardAuth } from './traefikForwardAuth';

/** What edges ask about requests, besides the Services that answer them. */
export const askedReaders: readonly RouteReader[] = [
  ...envoyGatewayPolicyAsks,
  traefikForwardAuth,
];
