import { routeKind } from './gatewayRoute';

export const httpRoutes = routeKind('HTTPRoute', 'httproutes', [
  'v1',
  'v1beta1',
]);
