import { envoyBackends, NamedBackend } from '../state/kinds/envoyGateway';
import { kgatewayBackends } from '../state/kinds/kgateway';
import type { KindDefinition } from '../state/kindDefinition';
import { indexBy } from '../state/objectIndex';
import { namedService } from './aliases';
import { gatewayRoutesByBackend } from './gatewayRoutesByBackend';
import type { RouteReader } from './routeReader';

const byService = [envoyBackends, kgatewayBackends].map(
  (kind: KindDefinition<NamedBackend>) =>
    indexBy(kind, ({ hosts }) =>
      hosts.flatMap(host => namedService(host) ?? []),
    ),
);

/** Backends that vendors' own objects give by name: a Service can have that name. */
export const namedBackends: RouteReader = {
  routesTo: () => [],
  unclaimed: (state, { meta: { namespace, name } }) =>
    byService
      .flatMap(index => state.lookup(index, `${namespace}/${name}`))
      .filter(({ meta }) =>
        gatewayRoutesByBackend.some(
          index =>
            state.lookup(index, `${meta.namespace}/${meta.name}`).length > 0,
        ),
      )
      .map(object => ({
        object,
        why: 'by name, and routes lead to it: what arrives by that name could not be worked out.',
      })),
};
