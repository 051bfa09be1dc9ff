import type { Route } from '../../../ingress/edges/edge';
import { servicesOfRoute } from '../../../ingress/routes/routes';
import type {
  BackendRef,
  GatewayRoute,
  GatewayRouteRule,
} from '../../../state/kinds/gatewayRoute';
import { httpRoutes } from '../../../state/kinds/httpRoute';
import type { Service } from '../../../state/kinds/service';
import type { Place } from '../../jsonPatch';
import { serviceHost } from '../../serviceHost';
import type { FieldEdit } from './fieldEdit';

/**
 * A URLRewrite filter in every rule of an HTTPRoute that leads to the Service, with the Host that names it
 * (gateway-api.sigs.k8s.io/reference/spec/#httpurlrewritefilter); none where a rule leads to others, too.
 *
 * That it is sent: Traefik's pkg/middlewares/gatewayapi/urlrewrite, Envoy Gateway's internal/xds/translator/route.go,
 * and HTTPRouteHostRewrite in the conformance reports of Airlock 5.2.0, Contour v1.33.0, kgateway v2.1.0 and Kong's
 * operator v2.0.6 (kubernetes-sigs/gateway-api conformance/reports).
 */
export function urlRewriteEdits(
  served: Route,
  service: Service,
): readonly FieldEdit[] {
  const { object, edge } = served;
  if (!edge.vendor.gatewayApi?.rewritesHost) return [];
  const route = object as GatewayRoute;
  const isOwn = (backend: BackendRef) =>
    backend.kind === 'Service' &&
    backend.name === service.meta.name &&
    (backend.namespace ?? route.meta.namespace) === service.meta.namespace;
  const host = serviceHost(service);
  const leading = route.rules.filter(
    ({ backends, hostRewrite }) => backends.some(isOwn) && hostRewrite !== host,
  );
  return leading.every(({ backends }) => backends.every(isOwn))
    ? leading.map(rule => ({
        ...ruleEdit(route, rule, service),
        // Copies for a mirror may be renamed, too.
        touches: () => servicesOfRoute(served),
      }))
    : [];
}

function ruleEdit(
  route: GatewayRoute,
  rule: GatewayRouteRule,
  service: Service,
): Omit<FieldEdit, 'touches'> {
  const host = serviceHost(service);
  const index = route.rules.indexOf(rule);
  const at: Place = ['spec', 'rules', index];
  return {
    kind: httpRoutes,
    object: route,
    ...filterEdit(at, rule, host),
    before: rule.hostRewrite ?? null,
    entry: { at: [...at, 'backendRefs', 0, 'name'], value: service.meta.name },
    shown: {
      path: `.spec.rules[${index}].filters[*].urlRewrite.hostname`,
      value: host,
    },
    changed: now => withRewrite(now as GatewayRoute, index, host),
  };
}

/** In the URLRewrite that is there for the path, as a filter more, or as the first one. */
function filterEdit(
  rule: Place,
  { filters = [] }: GatewayRouteRule,
  hostname: string,
): Pick<FieldEdit, 'place' | 'field' | 'value'> {
  const place = [...rule, 'filters'];
  const known = filters.indexOf('URLRewrite');
  if (known >= 0) {
    return {
      place: [...place, known, 'urlRewrite'],
      field: 'hostname',
      value: hostname,
    };
  }
  const filter = { type: 'URLRewrite', urlRewrite: { hostname } };
  return filters.length > 0
    ? { place, field: String(filters.length), value: filter }
    : { place: rule, field: 'filters', value: [filter] };
}

function withRewrite(
  route: GatewayRoute,
  changed: number,
  hostRewrite: string,
): GatewayRoute {
  const rules = route.rules.map((rule, index) => {
    if (index !== changed) return rule;
    const { filters = [] } = rule;
    return {
      ...rule,
      hostRewrite,
      filters: filters.includes('URLRewrite')
        ? filters
        : [...filters, 'URLRewrite'],
    };
  });
  return { ...route, rules };
}
