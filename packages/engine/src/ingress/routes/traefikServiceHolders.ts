import type { ClusterState } from '../../state/clusterState';
import {
  formerTraefikRoutes,
  formerTraefikServices,
  TraefikBackend,
  TraefikRoute,
  traefikRoutes,
  TraefikService,
  traefikServices,
} from '../../state/kinds/traefik';
import type { KubeObject } from '../../state/meta';
import { indexBy } from '../../state/objectIndex';
import { flagOf } from '../edges/flagOf';
import type { Instance } from '../edges/instances';
import { watches } from '../edges/watchedNamespaces';
import type { RuleHolder } from './traefikBackend';

/** TraefikServices of both groups. */
export const serviceKinds = [traefikServices, formerTraefikServices];

type Holder = Pick<KubeObject, 'meta'>;

/** "namespace/name" of every Service that some backends are. */
export function servicesBehind({
  meta,
  backends,
}: Holder & {
  readonly backends: readonly TraefikBackend[];
}): readonly string[] {
  return backends
    .filter(one => one.kind === 'Service')
    .map(one => `${one.namespace ?? meta.namespace}/${one.name}`);
}

/** Whether an installation reads the routes of a class: that of the field, or of the annotation. */
export function servesRoute(
  { meta, className }: TraefikRoute,
  { pods }: Instance,
): boolean {
  return pods.some(pod => {
    const wanted = flagOf(pod, '--providers.kubernetescrd.ingressclass') ?? '';
    const named =
      className ?? meta.annotations['kubernetes.io/ingress.class'] ?? '';
    return named === wanted || (wanted === '' && named === 'traefik');
  });
}

const routesByService = [traefikRoutes, formerTraefikRoutes].map(kind =>
  indexBy(kind, ({ meta, rules }) =>
    rules.flatMap(rule =>
      rule.backends
        .filter(one => one.kind === 'TraefikService')
        .map(one => `${one.namespace ?? meta.namespace}/${one.name}`),
    ),
  ),
);
const servicesByService = serviceKinds.map(kind =>
  indexBy(kind, ({ meta, backends }) =>
    backends
      .filter(one => one.kind === 'TraefikService')
      .map(one => `${one.namespace ?? meta.namespace}/${one.name}`),
  ),
);

const servicesByBackend = serviceKinds.map(kind =>
  indexBy(kind, servicesBehind),
);

/** TraefikServices that lead to a Service, by way of others too. */
export function servicesTo(
  state: ClusterState,
  key: string,
): readonly TraefikService[] {
  const found = new Set(
    servicesByBackend.flatMap(index => state.lookup(index, key)),
  );
  // A set goes on with what is added to it on the way.
  for (const { meta } of found) {
    servicesByService
      .flatMap(index => state.lookup(index, `${meta.namespace}/${meta.name}`))
      .forEach(one => found.add(one));
  }
  return [...found];
}

/** The rules that lead to a TraefikService, through others too. */
export function holdersOf(
  state: ClusterState,
  { meta }: TraefikService,
  instance: Instance,
  seen: ReadonlySet<string> = new Set(),
): readonly RuleHolder[] {
  const key = `${meta.namespace}/${meta.name}`;
  if (seen.has(key)) return [];
  const named = ({ meta: of }: Holder, one: TraefikBackend) =>
    one.kind === 'TraefikService' &&
    `${one.namespace ?? of.namespace}/${one.name}` === key;
  const own = routesByService
    .flatMap(index => state.lookup(index, key))
    .filter(
      route =>
        servesRoute(route, instance) &&
        watches(state, instance, route, 'own kinds'),
    )
    .flatMap(route =>
      route.rules.flatMap(rule => {
        const leads = getting(rule.backends).some(one => named(route, one));
        return leads ? [{ route, rule }] : [];
      }),
    );
  const through = servicesByService
    .flatMap(index => state.lookup(index, key))
    .flatMap(one =>
      getting(one.backends)
        .filter(backend => named(one, backend))
        .flatMap(() =>
          holdersOf(state, one, instance, new Set([...seen, key])),
        ),
    );
  return [...own, ...through];
}

/** Those of weight 0 get nothing. */
function getting(
  backends: readonly TraefikBackend[],
): readonly TraefikBackend[] {
  return backends.filter(one => one.weight > 0);
}
