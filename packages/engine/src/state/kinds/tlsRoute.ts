import { routeKind } from './gatewayRoute';

export const tlsRoutes = routeKind('TLSRoute', 'tlsroutes', [
  'v1',
  'v1alpha3',
  'v1alpha2',
]);
