import { evidenceOf } from '../../state/evidence';
import { routeGroups } from '../../state/kinds/skipperRouteGroup';
import { indexBy } from '../../state/objectIndex';
import { installationsOf } from '../edges/instances';
import { watches } from '../edges/watchedNamespaces';
import { asksIn } from '../policies/skipperFilters';
import { eachHost } from '../routes/ownRoutes';
import type { RouteReader } from '../routes/routeReader';
import { servesGroup } from '../routes/skipperRoutes';
import { skipper } from '../vendors/skipper';
import { askedByUrl, namingByUrl, urlKeys } from './askedByUrl';
import { askedRoute, edgeOfInstance } from './askedRoute';

const source = 'zalando/skipper filters/auth, filters/tee';

const byUrl = indexBy(routeGroups, ({ routes }) =>
  routes.flatMap(({ filters }) =>
    filters.flatMap(asksIn).flatMap(({ url }) => urlKeys(url)),
  ),
);

/** Services that filters of RouteGroups ask. */
export const skipperGroups: RouteReader = {
  routesTo: (state, service) =>
    [...new Set(namingByUrl(state, byUrl, service))].flatMap(group =>
      installationsOf(state, skipper)
        .filter(
          one =>
            servesGroup(group, one) && watches(state, one, group, 'own kinds'),
        )
        .flatMap(instance =>
          group.routes.flatMap(({ path, filters, field }) =>
            filters.flatMap(asksIn).flatMap(({ url, purpose }) => {
              const evidence = [evidenceOf(group, `${field}.filters[]`, url)];
              const { namespace } = instance;
              const asked = askedByUrl(
                { url, namespace, by: 'filters', evidence, source },
                service,
              );
              if (!asked) return [];
              return eachHost(group.hosts).flatMap(host =>
                askedRoute(state, {
                  ...asked,
                  purpose,
                  edge: edgeOfInstance(instance),
                  instance,
                  about: { object: group, host, path, clientTls: false },
                  service,
                  named: { by: group, evidence },
                  source,
                }),
              );
            }),
          ),
        ),
    ),
};
