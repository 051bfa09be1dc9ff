import { routeKind } from './gatewayRoute';

export const udpRoutes = routeKind('UDPRoute', 'udproutes', ['v1', 'v1alpha2']);
