import { ingresses } from '../../state/kinds/ingress';
import { indexBy } from '../../state/objectIndex';
import { ingressServers } from '../edges/ingressClassOf';
import { bfeBalanceOf } from '../policies/bfeBalance';
import { bfe } from '../vendors/bfe';
import { edgesOf, ruleRoutes } from './ingressRoutes';
import { servicePort } from '../dial/servicePort';
import type { RouteReader } from './routeReader';

const byService = indexBy(ingresses, ingress =>
  [...(bfeBalanceOf(ingress)?.values() ?? [])].flatMap(weights =>
    [...weights].flatMap(([service, weight]) =>
      weight > 0 ? [`${ingress.meta.namespace}/${service}`] : [],
    ),
  ),
);

/**
 * Services that BFE shares the requests of a rule among: the rule has a name for them all, and an
 * annotation says which they are (bfenetworks/ingress-bfe docs/en_us/ingress/load-balance.md).
 */
export const bfeBalanceRoutes: RouteReader = {
  routesTo: (state, service) => {
    const { namespace, name } = service.meta;
    return state.lookup(byService, `${namespace}/${name}`).flatMap(ingress => {
      const balance = bfeBalanceOf(ingress);
      const rules = ingress.rules.filter(
        ({ backend }) => (balance?.get(backend.service)?.get(name) ?? 0) > 0,
      );
      return ingressServers(state, ingress)
        .filter(({ vendor }) => vendor === bfe)
        .flatMap(server =>
          edgesOf(state, ingress, server).flatMap(({ edge, instance }) =>
            rules.flatMap(rule => {
              const port = servicePort(service, rule.backend.port);
              if (!port) return [];
              const backend = { ...rule.backend, service: name };
              const shared = { ...rule, backend };
              const led = { ingress, rule: shared, service, port };
              return ruleRoutes(state, { ...led, server, instance, edge });
            }),
          ),
        );
    });
  },
};
