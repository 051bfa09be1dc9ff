import { evidenceOf } from '../../state/evidence';
import { routeGroups } from '../../state/kinds/skipperRouteGroup';
import { indexBy } from '../../state/objectIndex';
import { installationsOf } from '../edges/instances';
import { watches } from '../edges/watchedNamespaces';
import { webhooksIn } from '../policies/skipperFilters';
import { eachHost } from '../routes/ownRoutes';
import type { RouteReader } from '../routes/routeReader';
import { servesGroup } from '../routes/skipperRoutes';
import { skipper } from '../vendors/skipper';
import { askedByUrl, namingByUrl, urlKeys } from './askedByUrl';
import { askedRoute, edgeOfInstance } from './askedRoute';

const source = 'zalando/skipper filters/auth/webhook.go';

const byWebhook = indexBy(routeGroups, ({ routes }) =>
  routes.flatMap(({ filters }) => filters.flatMap(webhooksIn).flatMap(urlKeys)),
);

/** Services that filters of RouteGroups ask. */
export const skipperGroups: RouteReader = {
  routesTo: (state, service) =>
    [...new Set(namingByUrl(state, byWebhook, service))].flatMap(group =>
      installationsOf(state, skipper)
        .filter(
          one =>
            servesGroup(group, one) && watches(state, one, group, 'own kinds'),
        )
        .flatMap(instance =>
          group.routes.flatMap(({ path, filters, field }) =>
            filters.flatMap(webhooksIn).flatMap(url => {
              const evidence = [evidenceOf(group, `${field}.filters[]`, url)];
              const { namespace } = instance;
              const asked = askedByUrl(
                { url, namespace, by: 'webhook', evidence, source },
                service,
              );
              if (!asked) return [];
              return eachHost(group.hosts).flatMap(host =>
                askedRoute(state, {
                  ...asked,
                  purpose: 'external authorization',
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
