import type { Route } from '../../ingress/edge';
import { servicesOfRoute } from '../../ingress/routes';
import { Mapping, mappings } from '../../state/kinds/emissary';
import { Ingress, ingresses } from '../../state/kinds/ingress';
import type { Service } from '../../state/kinds/service';
import type { PlannedStep } from '../plan';
import { serviceHost } from '../serviceHost';
import { patchStep } from '../steps';

/** What of a route has to change so that its edge dials the Service and calls it by its name. */
export interface RouteChange {
  readonly addressing: boolean;
  readonly host: boolean;
}

/** Steps that make a route dial the Service with the Service's Host; none for a vendor without switches. */
export function routeSteps(
  route: Route,
  service: Service,
  change: RouteChange,
): readonly PlannedStep[] {
  if (!change.addressing && !change.host) return [];
  const { object } = route;
  if (object.kind === 'Mapping') {
    return [mappingStep(route, object as Mapping, service, change)];
  }
  return route.edge.vendor.id === 'ingress-nginx'
    ? [nginxStep(route, object as Ingress, service, change)]
    : [];
}

function titleOf(change: RouteChange): string {
  if (!change.host) return 'Dial the Service instead of its pods';
  return change.addressing
    ? 'Dial the Service, and call it by its own name'
    : 'Send the Host that names the Service';
}

const upstream = 'nginx.ingress.kubernetes.io/service-upstream';
const vhost = 'nginx.ingress.kubernetes.io/upstream-vhost';

function nginxStep(
  route: Route,
  ingress: Ingress,
  service: Service,
  change: RouteChange,
): PlannedStep {
  const annotations = {
    ...(change.addressing && { [upstream]: 'true' }),
    ...(change.host && { [vhost]: serviceHost(service) }),
  };
  const before = Object.fromEntries(
    Object.keys(annotations).map(key => [
      key,
      ingress.meta.annotations[key] ?? null,
    ]),
  );
  const { namespace, name } = ingress.meta;
  const [[shown, value]] = Object.entries(annotations);
  return {
    step: patchStep({
      title: titleOf(change),
      object: {
        apiVersion: 'networking.k8s.io/v1',
        kind: 'Ingress',
        namespace,
        name,
      },
      patch: { metadata: { annotations } },
      undo: { metadata: { annotations: before } },
      show: `{.metadata.annotations.${shown.replaceAll('.', '\\.')}}`,
      expect: value,
    }),
    apply: copy =>
      copy.put(ingresses, {
        ...ingress,
        meta: {
          ...ingress.meta,
          annotations: { ...ingress.meta.annotations, ...annotations },
        },
      }),
    touches: () => servicesOfRoute(route),
  };
}

function mappingStep(
  route: Route,
  mapping: Mapping,
  service: Service,
  change: RouteChange,
): PlannedStep {
  const { namespace, name } = mapping.meta;
  const host = serviceHost(service);
  const spec = {
    ...(change.addressing && { resolver: 'kubernetes-service' }),
    ...(change.host && { host_rewrite: host }),
  };
  const before = {
    ...(change.addressing && { resolver: mapping.resolver ?? null }),
    ...(change.host && { host_rewrite: mapping.hostRewrite ?? null }),
  };
  const [[shown, value]] = Object.entries(spec);
  return {
    step: patchStep({
      title: titleOf(change),
      object: {
        apiVersion: 'getambassador.io/v3alpha1',
        kind: 'Mapping',
        namespace,
        name,
      },
      patch: { spec },
      undo: { spec: before },
      show: `{.spec.${shown}}`,
      expect: value,
    }),
    apply: copy =>
      copy.put(mappings, {
        ...mapping,
        ...(change.addressing && { resolver: 'kubernetes-service' }),
        ...(change.host && { hostRewrite: host }),
      }),
    touches: () => servicesOfRoute(route),
  };
}
