import type { ClusterState } from '../../state/clusterState';
import { objectName } from '../../state/evidence';
import type { Service } from '../../state/kinds/service';
import {
  TraefikBackend,
  TraefikRoute,
  traefikRoutes,
  TraefikService,
  traefikServices,
} from '../../state/kinds/traefik';
import type { KubeObject } from '../../state/meta';
import { indexBy } from '../../state/objectIndex';
import { isFlagSet } from '../edges/flagOf';
import type { Backed } from './traefikBackend';

const bySharingRoute = indexBy(traefikRoutes, one =>
  named(one, sharedBy(one)).map(({ key }) => key),
);
const bySharingService = indexBy(traefikServices, one =>
  named(one, sharedBy(one)).map(({ key }) => key),
);

/**
 * One of several services of a rule, or one of a TraefikService, goes by the name of its Service and port:
 * of those that have it the last that is read counts for all, unless safeNaming is on
 * (traefik/traefik pkg/provider/kubernetes/crd/kubernetes_http.go, nameAndService).
 */
export function sharedNameDoubts(
  state: ClusterState,
  { object, backend, service, instance }: Backed,
): readonly string[] {
  const isSafe = instance.pods.some(pod =>
    isFlagSet(pod, '--providers.kubernetescrd.safenaming'),
  );
  if (isSafe || !sharedBy(object).includes(backend)) return [];
  const key = keyOf(service, backend);
  const others: readonly (TraefikRoute | TraefikService)[] = [
    ...state.lookup(bySharingRoute, key),
    ...state.lookup(bySharingService, key),
  ];
  const other = others.find(one =>
    named(one, sharedBy(one)).some(
      ({ key: theirs, backend: their }) =>
        theirs === key && optionsOf(their) !== optionsOf(backend),
    ),
  );
  if (!other) return [];
  const subject = other === object ? 'It' : objectName(other);
  return [
    `${subject} leads to ${objectName(
      service,
    )} with other options, too: without safeNaming both go by one name in Traefik, and the last that is read counts for both.`,
  ];
}

/** The backends that go by the name of their Service. A rule with one alone gives it a name of its own. */
function sharedBy(
  object: TraefikRoute | TraefikService,
): readonly TraefikBackend[] {
  if (object.kind === 'TraefikService') return object.backends;
  if (object.kind !== 'IngressRoute') return [];
  return object.rules
    .filter(({ backends }) => backends.length > 1)
    .flatMap(({ backends }) => backends);
}

function named({ meta }: KubeObject, backends: readonly TraefikBackend[]) {
  return backends
    .filter(({ kind }) => kind === 'Service')
    .map(backend => {
      const { namespace = meta.namespace, name } = backend;
      return { backend, key: keyOf({ meta: { namespace, name } }, backend) };
    });
}

function keyOf(
  { meta }: { readonly meta: Pick<Service['meta'], 'namespace' | 'name'> },
  { port }: TraefikBackend,
): string {
  return `${meta.namespace}/${meta.name}:${port}`;
}

/** What a backend says of how it is dialled. */
function optionsOf(backend: TraefikBackend): string {
  const { scheme, nativeLb, nodePortLb, passHostHeader, serversTransport } =
    backend;
  return JSON.stringify([
    scheme,
    nativeLb ?? null,
    nodePortLb ?? false,
    passHostHeader ?? true,
    serversTransport,
    backend.middlewares,
  ]);
}
