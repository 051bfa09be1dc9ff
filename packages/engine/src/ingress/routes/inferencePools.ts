// InferencePools pick pods without a Service: gateway-api-inference-extension.sigs.k8s.io/api-types/inferencepool.
import { httpRoutes } from '../../state/kinds/httpRoute';
import { indexBy } from '../../state/objectIndex';
import { gatewayBindings } from './gatewayApiRoutes';
import type { RouteReader } from './routeReader';

const byNamespace = indexBy(httpRoutes, ({ meta, rules }) =>
  rules
    .flatMap(rule => [...rule.backends, ...rule.mirrors])
    .filter(({ kind }) => kind === 'InferencePool')
    .map(({ namespace = meta.namespace }) => namespace),
);

/** Routes to pools beside a Service, which may pick its pods: the pools are not read. */
export const inferencePools: RouteReader = {
  routesTo: () => [],
  unclaimed: (state, { meta }) =>
    state
      .lookup(byNamespace, meta.namespace)
      .filter(route => gatewayBindings(state, route).length > 0)
      .map(route => ({
        object: route,
        why: 'by an InferencePool of its namespace, if that picks its pods: such pools are not read, and what arrives by them could not be worked out.',
      })),
};
