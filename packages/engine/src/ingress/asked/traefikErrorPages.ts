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
import { traefikSaid } from '../routes/traefikBackend';
import { traefikPort, whyNoBackend } from '../routes/traefikSoundness';
import { traefik } from '../vendors/traefik';
import { askedRoute, edgeOfInstance } from './askedRoute';
import { traefikUsers } from './traefikUsers';

const source =
  'traefik/traefik pkg/provider/kubernetes/crd/kubernetes.go (createErrorPageMiddleware), pkg/middlewares/customerrors/custom_errors.go';

const byService = indexBy(traefikMiddlewares, ({ meta, errors }) =>
  errors?.kind === 'Service'
    ? [`${errors.namespace ?? meta.namespace}/${errors.name}`]
    : [],
);

/** Services whose answers middleware errors shows in the place of errors; it dials them as routes dial theirs. */
export const traefikErrorPages: RouteReader = {
  routesTo: (state, service) =>
    state
      .lookup(byService, `${service.meta.namespace}/${service.meta.name}`)
      .flatMap(middleware =>
        installationsOf(state, traefik)
          .filter(instance => watches(state, instance, middleware, 'own kinds'))
          .flatMap(instance => routesAt(state, middleware, service, instance)),
      ),
};

function routesAt(
  state: ClusterState,
  object: TraefikMiddleware,
  service: Service,
  instance: Instance,
): readonly Route[] {
  const { errors: backend } = object;
  const port = backend && traefikPort(service, backend);
  if (!port) return [];
  const named = { object, backend, instance };
  if (whyNoBackend(state, named) !== undefined) return [];
  // The page is asked for with the client's Host, as routes keep it.
  const said = traefikSaid(state, { ...named, service }, port, undefined);
  const evidence = [evidenceOf(object, `${backend.field}.name`, backend.name)];
  return traefikUsers(state, object, instance).flatMap(about =>
    askedRoute(state, {
      purpose: 'error pages',
      edge: edgeOfInstance(instance),
      instance,
      about,
      service,
      port,
      named: { by: object, evidence },
      said,
      settings: object,
      source,
      caveats: traefikStaticDoubts(state, instance),
    }),
  );
}
