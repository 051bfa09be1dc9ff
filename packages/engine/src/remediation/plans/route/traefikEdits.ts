import type { Route } from '../../../ingress/edges/edge';
import type { ClusterState } from '../../../state/clusterState';
import type { Service } from '../../../state/kinds/service';
import { TraefikBackend, TraefikRoute } from '../../../state/kinds/traefik';
import { placeAt } from '../../jsonPatch';
import { FieldEdit, kindOfObject } from './fieldEdit';

/** Fields by which Traefik's own routes dial a Service (traefik/traefik docs, crd/http/service.md: nativeLB). */
export function nativeLbEdits(
  state: ClusterState,
  route: Route,
  service: Service,
): readonly FieldEdit[] {
  return editsOf(state, route, service, {
    field: 'nativeLB',
    value: true,
    before: ({ nativeLb }) => nativeLb ?? null,
    changed: backend => ({ ...backend, nativeLb: true }),
  });
}

/** … and call it by the address that they dial, instead of the client's Host (passHostHeader). */
export function passHostHeaderEdits(
  state: ClusterState,
  route: Route,
  service: Service,
): readonly FieldEdit[] {
  // An IngressRouteTCP has no Host to pass.
  if (route.object.kind !== 'IngressRoute') return [];
  return editsOf(state, route, service, {
    field: 'passHostHeader',
    value: false,
    before: ({ passHostHeader }) => passHostHeader ?? null,
    changed: backend => ({ ...backend, passHostHeader: false }),
  });
}

function editsOf(
  state: ClusterState,
  { object }: Route,
  service: Service,
  edit: {
    readonly field: string;
    readonly value: boolean;
    readonly before: (backend: TraefikBackend) => boolean | null;
    readonly changed: (backend: TraefikBackend) => TraefikBackend;
  },
): readonly FieldEdit[] {
  const kind = kindOfObject(state, object);
  if (!kind) return [];
  const { namespace, name } = service.meta;
  return (object as TraefikRoute).rules
    .flatMap(({ backends }) => backends)
    .filter(
      one =>
        one.kind === 'Service' &&
        one.name === name &&
        (one.namespace ?? object.meta.namespace) === namespace,
    )
    .map(one => ({
      kind,
      object,
      place: placeAt(one.field),
      field: edit.field,
      value: edit.value,
      before: edit.before(one),
      entry: { at: [...placeAt(one.field), 'name'], value: name },
      changed: now =>
        withBackends(now as TraefikRoute, backend =>
          backend.field === one.field ? edit.changed(backend) : backend,
        ),
      touches: () => [{ namespace, name }],
    }));
}

function withBackends(
  route: TraefikRoute,
  change: (backend: TraefikBackend) => TraefikBackend,
): TraefikRoute {
  const rules = route.rules.map(rule => ({
    ...rule,
    backends: rule.backends.map(change),
  }));
  return { ...route, rules };
}
