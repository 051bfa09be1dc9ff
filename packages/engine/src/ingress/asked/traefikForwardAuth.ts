import type { ClusterState } from '../../state/clusterState';
import { evidenceOf } from '../../state/evidence';
import type { Service } from '../../state/kinds/service';
import {
  TraefikMiddleware,
  traefikMiddlewares,
} from '../../state/kinds/traefik';
import { indexBy } from '../../state/objectIndex';
import type { Route } from '../edges/edge';
import { Instance, installationsOf } from '../edges/instances';
import { watches } from '../edges/watchedNamespaces';
import { traefikStaticDoubts } from '../policies/traefikStatic';
import type { RouteReader } from '../routes/routeReader';
import { traefik } from '../vendors/traefik';
import { askedByUrl, namingByUrl, urlKeys } from './askedByUrl';
import { askedRoute, edgeOfInstance } from './askedRoute';
import { traefikUsers } from './traefikUsers';

const source = 'traefik/traefik pkg/middlewares/auth/forward.go';
const field = 'spec.forwardAuth.address';

const byAddress = indexBy(traefikMiddlewares, ({ forwardAuth }) =>
  urlKeys(forwardAuth),
);

/** Services that Traefik asks by middleware forwardAuth: its own process dials the name in the address. */
export const traefikForwardAuth: RouteReader = {
  routesTo: (state, service) =>
    namingByUrl(state, byAddress, service).flatMap(middleware =>
      installationsOf(state, traefik)
        .filter(instance => watches(state, instance, middleware, 'own kinds'))
        .flatMap(instance => routesAt(state, middleware, service, instance)),
    ),
};

function routesAt(
  state: ClusterState,
  middleware: TraefikMiddleware,
  service: Service,
  instance: Instance,
): readonly Route[] {
  const url = middleware.forwardAuth ?? '';
  const evidence = [evidenceOf(middleware, field, url)];
  const asked = askedByUrl(
    { url, namespace: instance.namespace, by: field, evidence, source },
    service,
  );
  if (!asked) return [];
  return traefikUsers(state, middleware, instance).flatMap(about =>
    askedRoute(state, {
      ...asked,
      purpose: 'external authorization',
      edge: edgeOfInstance(instance),
      instance,
      about,
      service,
      named: { by: middleware, evidence },
      source,
      caveats: traefikStaticDoubts(state, instance),
    }),
  );
}
