import { routeKind } from './gatewayRoute';

export const grpcRoutes = routeKind('GRPCRoute', 'grpcroutes', ['v1']);
