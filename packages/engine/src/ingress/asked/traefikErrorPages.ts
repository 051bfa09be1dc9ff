import type { ClusterState } from '../../state/clusterState';
import { evidenceOf } from '../../state/evidence';
import type { Service } from '../../state/kinds/service';
import {
  TraefikBackend,
  TraefikMiddleware,
  traefikMiddlewares,
  TraefikService,
  traefikServices,
} from '../../state/kinds/traefik';
import { indexBy } from '../../state/objectIndex';
import type { Route } from '../edges/edge';
import { Instance, installationsOf } from '../edges/instances';
import { watches } from '../edges/watchedNamespaces';
import { traefikStaticDoubts } from '../policies/traefikStatic';
import type { RouteReader } from '../routes/routeReader';
import { traefikSaid } from '../routes/traefikBackend';
import { traefikPort, unfitMiddleware } from '../routes/traefikSoundness';
import { traefik } from '../vendors/traefik';
import { askedRoute, edgeOfInstance } from './askedRoute';
import { traefikUsers } from './traefikUsers';

const source =
  'traefik/traefik pkg/provider/kubernetes/crd/kubernetes.go (createErrorPageMiddleware), pkg/middlewares/customerrors/custom_errors.go';

type Named = Pick<TraefikBackend, 'kind' | 'namespace' | 'name'>;

const keyOf = ({ kind, namespace, name }: Named, own: string) =>
  `${kind} ${namespace ?? own}/${name}`;

const byErrors = indexBy(traefikMiddlewares, ({ meta, errors }) =>
  errors ? [keyOf(errors, meta.namespace)] : [],
);

const byBackend = indexBy(traefikServices, ({ meta, backends }) =>
  backends
    .filter(({ weight }) => weight > 0)
    .map(one => keyOf(one, meta.namespace)),
);

/** Services whose answers middleware errors shows in the place of errors; it dials them as routes dial theirs. */
export const traefikErrorPages: RouteReader = {
  routesTo: (state, service) =>
    waysTo(state, keyOf({ kind: 'Service', ...service.meta }, '')).flatMap(
      way =>
        installationsOf(state, traefik)
          .filter(one => watches(state, one, way.middleware, 'own kinds'))
          .flatMap(instance => routesAt(state, way, service, instance)),
    ),
};

/** A middleware, and what names the Service: itself, or a TraefikService that it leads to. */
interface Way {
  readonly middleware: TraefikMiddleware;
  readonly object: TraefikMiddleware | TraefikService;
}

function waysTo(
  state: ClusterState,
  key: string,
  through: readonly TraefikService[] = [],
): readonly Way[] {
  const [nearest] = through;
  return [
    ...state
      .lookup(byErrors, key)
      .map(middleware => ({ middleware, object: nearest ?? middleware })),
    ...state
      .lookup(byBackend, key)
      .filter(one => !through.includes(one))
      .flatMap(one =>
        waysTo(state, keyOf({ kind: one.kind, ...one.meta }, ''), [
          ...through,
          one,
        ]),
      ),
  ];
}

/** What leads from a middleware, or from a TraefikService, to a Service. */
function backendsTo(
  object: Way['object'],
  service: Service,
): readonly TraefikBackend[] {
  const all =
    object.kind === 'Middleware'
      ? [object.errors ?? []].flat()
      : object.backends;
  const key = keyOf({ kind: 'Service', ...service.meta }, '');
  return all.filter(
    one => one.weight > 0 && keyOf(one, object.meta.namespace) === key,
  );
}

function routesAt(
  state: ClusterState,
  { middleware, object }: Way,
  service: Service,
  instance: Instance,
): readonly Route[] {
  const { namespace, name } = middleware.meta;
  if (unfitMiddleware(state, namespace, [{ name }], instance)) return [];
  return backendsTo(object, service).flatMap(backend => {
    const port = traefikPort(service, backend);
    if (!port) return [];
    // The page is asked for with the client's Host, as routes keep it.
    const dialled = { object, backend, service, instance };
    const { field } = backend;
    const evidence = [evidenceOf(object, `${field}.name`, backend.name)];
    return traefikUsers(state, middleware, instance).flatMap(about =>
      askedRoute(state, {
        purpose: 'error pages',
        edge: edgeOfInstance(instance),
        instance,
        about,
        service,
        port,
        named: { by: object, evidence },
        said: traefikSaid(state, dialled, port, undefined),
        settings: object,
        source,
        caveats: traefikStaticDoubts(state, instance),
      }),
    );
  });
}
