import { routeKind } from './gatewayRoute';

export const tcpRoutes = routeKind('TCPRoute', 'tcproutes', ['v1', 'v1alpha2']);
