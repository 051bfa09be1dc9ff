// Whatever goes by a middleware of Traefik: routes, annotations, filters and entry points that name it.
import type { ClusterState } from '../../state/clusterState';
import { grpcRoutes } from '../../state/kinds/grpcRoute';
import { httpRoutes } from '../../state/kinds/httpRoute';
import { Ingress, ingresses } from '../../state/kinds/ingress';
import { Service, services } from '../../state/kinds/service';
import {
  formerTraefikRoutes,
  TraefikMiddleware,
  TraefikMiddlewareRef,
  traefikMiddlewares,
  TraefikRoute,
  traefikRoutes,
  TraefikRule,
} from '../../state/kinds/traefik';
import { indexBy } from '../../state/objectIndex';
import { isFlagSet } from '../edges/flagOf';
import { ingressServers } from '../edges/ingressClassOf';
import type { Instance } from '../edges/instances';
import { watches } from '../edges/watchedNamespaces';
import { traefikAnnotation } from '../policies/traefikAnnotations';
import { entryPointMiddlewares } from '../policies/traefikStatic';
import { gatewayBindings } from '../routes/gatewayApiRoutes';
import { ingressesByBackend } from '../routes/ingressesByBackend';
import { edgesOf, hasTls } from '../routes/ingressRoutes';
import { servesRoute } from '../routes/traefikServiceHolders';
import { waysOf } from '../routes/traefikRule';
import {
  crosses,
  unfitMiddleware,
  whyNoRule,
} from '../routes/traefikSoundness';
import { traefik } from '../vendors/traefik';
import type { AskedAbout } from './askedRoute';

const provider = '@kubernetescrd';

/** By which a reference is found: the middleware's own name, or that which other providers know it by. */
function refKey(
  { name, namespace }: TraefikMiddlewareRef,
  ownNamespace: string,
): string {
  return name.includes('@') ? name : `${namespace ?? ownNamespace}/${name}`;
}

function keysOf({ meta: { namespace, name } }: TraefikMiddleware) {
  return [`${namespace}/${name}`, `${namespace}-${name}${provider}`];
}

function refsOfRule({ middlewares, backends }: TraefikRule) {
  return [...middlewares, ...backends.flatMap(one => one.middlewares)];
}

const byRule = [traefikRoutes, formerTraefikRoutes].map(kind =>
  indexBy(kind, ({ meta, rules }) =>
    rules.flatMap(refsOfRule).map(ref => refKey(ref, meta.namespace)),
  ),
);

const byChain = indexBy(traefikMiddlewares, ({ meta, chain }) =>
  chain.map(ref => refKey(ref, meta.namespace)),
);

const byRouter = indexBy(ingresses, ({ meta }) =>
  annotated(meta.annotations, 'router'),
);

const byServiceOfRouter = indexBy(services, ({ meta }) =>
  annotated(meta.annotations, 'service'),
);

const byFilter = [httpRoutes, grpcRoutes].map(kind =>
  indexBy(kind, ({ meta, rules }) =>
    rules.flatMap(rule =>
      rule.extensions
        .filter(one => one.startsWith('Middleware/'))
        .map(one => one.replace('Middleware', meta.namespace)),
    ),
  ),
);

function annotated(
  annotations: Readonly<Record<string, string>>,
  of: 'router' | 'service',
): readonly string[] {
  return (traefikAnnotation(annotations, of, 'middlewares') ?? '')
    .split(',')
    .map(name => name.trim())
    .filter(name => name.endsWith(provider));
}

/** What of an installation goes by a middleware, itself or by a chain that has it. */
export function traefikUsers(
  state: ClusterState,
  middleware: TraefikMiddleware,
  instance: Instance,
): readonly AskedAbout[] {
  const all = withChains(state, middleware);
  const keys = new Set(all.flatMap(keysOf));
  const named = [...keys];
  const routes = named.flatMap(key =>
    byRule.flatMap(index => state.lookup(index, key)),
  );
  const ofGateways = named.flatMap(key =>
    byFilter.flatMap(index => state.lookup(index, key)),
  );
  return [
    ...[...new Set(routes)].flatMap(route =>
      ofRoute(state, route, keys, instance),
    ),
    ...ingressesNaming(state, named).flatMap(({ ingress, service }) =>
      ofIngress(state, ingress, instance, service),
    ),
    ...[...new Set(ofGateways)].flatMap(route =>
      gatewayBindings(state, route)
        .filter(one => one.instance === instance)
        .map(({ host, parent }) => ({
          object: route,
          host,
          path: null,
          clientTls: parent.listener.tls !== undefined,
        })),
    ),
    ...ofEntryPoints(middleware, keys, instance),
  ];
}

function withChains(
  state: ClusterState,
  middleware: TraefikMiddleware,
): readonly TraefikMiddleware[] {
  const found = new Set([middleware]);
  // A set goes on with what is added to it on the way.
  for (const one of found) {
    for (const key of keysOf(one)) {
      state.lookup(byChain, key).forEach(chain => found.add(chain));
    }
  }
  return [...found];
}

function ofRoute(
  state: ClusterState,
  route: TraefikRoute,
  keys: ReadonlySet<string>,
  instance: Instance,
): readonly AskedAbout[] {
  if (!servesRoute(route, instance)) return [];
  if (!watches(state, instance, route, 'own kinds')) return [];
  const { namespace } = route.meta;
  // Without allowCrossNamespace a route names those of its own namespace alone (makeMiddlewareKeys).
  const isAllowed = (ref: TraefikMiddlewareRef) =>
    crosses(instance) ||
    (!ref.name.includes('@') && (ref.namespace ?? namespace) === namespace);
  return route.rules
    .filter(rule =>
      refsOfRule(rule).some(
        ref => keys.has(refKey(ref, namespace)) && isAllowed(ref),
      ),
    )
    .filter(rule => whyNoRule(state, { route, rule }, instance) === undefined)
    .flatMap(rule =>
      waysOf(rule.match).map(way => ({
        ...way,
        object: route,
        clientTls: route.tls !== 'none',
      })),
    );
}

interface Named {
  readonly ingress: Ingress;
  /** The Service whose annotation names it, where it is not the Ingress' own. */
  readonly service?: Service;
}

function ingressesNaming(
  state: ClusterState,
  keys: readonly string[],
): readonly Named[] {
  const own = keys.flatMap(key => state.lookup(byRouter, key));
  const behind = keys.flatMap(key => state.lookup(byServiceOfRouter, key));
  return [
    ...[...new Set(own)].map(ingress => ({ ingress })),
    ...[...new Set(behind)].flatMap(service =>
      state
        .lookup(
          ingressesByBackend,
          `${service.meta.namespace}/${service.meta.name}`,
        )
        .map(ingress => ({ ingress, service })),
    ),
  ];
}

function ofIngress(
  state: ClusterState,
  ingress: Ingress,
  instance: Instance,
  service: Service | undefined,
): readonly AskedAbout[] {
  const { namespace, annotations } = ingress.meta;
  const refs = annotated(annotations, 'router').map(name => ({ name }));
  if (unfitMiddleware(state, namespace, refs, instance) !== undefined) {
    return [];
  }
  const isServed = ingressServers(state, ingress)
    .filter(({ vendor }) => vendor === traefik)
    .flatMap(server => edgesOf(state, ingress, server))
    .some(one => one.instance === instance);
  if (!isServed) return [];
  return ingress.rules
    .filter(({ backend }) => !service || backend.service === service.meta.name)
    .map(({ host, path }) => ({
      object: ingress,
      host,
      path,
      clientTls: hasTls(ingress, host, traefik),
    }));
}

/** Entry points give it to every route that clients reach by them: no object of those is named. */
function ofEntryPoints(
  middleware: TraefikMiddleware,
  keys: ReadonlySet<string>,
  instance: Instance,
): readonly AskedAbout[] {
  return entryPointMiddlewares(instance)
    .filter(({ refs }) => refs.some(({ name }) => keys.has(name)))
    .map(({ entryPoint }) => ({
      object: middleware,
      host: null,
      path: null,
      clientTls: instance.pods.some(pod =>
        isFlagSet(pod, `--entrypoints.${entryPoint}.http.tls`),
      ),
    }));
}
