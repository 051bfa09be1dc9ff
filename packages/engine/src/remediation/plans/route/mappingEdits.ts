import type { Route } from '../../../ingress/edges/edge';
import { servicesOfRoute } from '../../../ingress/routes/routes';
import { Mapping, mappings } from '../../../state/kinds/emissary';
import type { Service } from '../../../state/kinds/service';
import { serviceHost } from '../../serviceHost';
import { FieldEdit } from './fieldEdit';

/**
 * Fields of Emissary's Mapping: it dials the Service when its resolver is the Service's, which refuses
 * a Mapping that says how to spread requests (python/ambassador/ir/irserviceresolver.py).
 */
export function resolverEdits(route: Route): readonly FieldEdit[] {
  const { resolver, loadBalancer } = route.object as Mapping;
  const edit = fieldEdit(route, {
    field: 'resolver',
    value: 'kubernetes-service',
    before: resolver ?? null,
    changed: now => ({ ...now, resolver: 'kubernetes-service' }),
  });
  if (!loadBalancer) return [edit];
  const removal = fieldEdit(route, {
    field: 'load_balancer',
    value: null,
    before: loadBalancer,
    changed: ({ loadBalancer: _, ...now }) => now,
  });
  return [edit, removal];
}

/** The Host that a Mapping sends in place of the client's. */
export function hostRewriteEdit(route: Route, service: Service): FieldEdit {
  const mapping = route.object as Mapping;
  const host = serviceHost(service);
  return fieldEdit(route, {
    field: 'host_rewrite',
    value: host,
    before: mapping.hostRewrite ?? null,
    changed: now => ({ ...now, hostRewrite: host }),
  });
}

function fieldEdit(
  route: Route,
  edit: Pick<FieldEdit, 'field' | 'value' | 'before'> & {
    readonly changed: (mapping: Mapping) => Mapping;
  },
): FieldEdit {
  return {
    ...edit,
    kind: mappings,
    object: route.object,
    place: ['spec'],
    changed: now => edit.changed(now as Mapping),
    touches: () => servicesOfRoute(route),
  };
}
