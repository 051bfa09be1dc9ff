// Routes of the Gateway API whose parent is a Service: they hold inside the mesh. Istio pilot/pkg/config/kube/gateway/
// route_collections.go; who follows them: pilot/pkg/networking/core/route/route.go, pilot/pkg/model/virtualservice.go.
import type { ClusterState } from '../../state/clusterState';
import type {
  GatewayRoute,
  GatewayRouteRule,
  ParentRef,
} from '../../state/kinds/gatewayRoute';
import { grpcRoutes } from '../../state/kinds/grpcRoute';
import { httpRoutes } from '../../state/kinds/httpRoute';
import { discovered } from '../controlPlane/discovery';
import { isConverted } from '../gateway/convertedRoute';
import { httpRules, mergeByHost } from '../gateway/gatewayApiRoutes';
import { meshConfig } from '../controlPlane/meshConfig';
import { hostnameOf } from '../registry/registry';
import {
  anyMatch,
  meshGateway,
  MeshRule,
  MeshVirtualService,
} from './virtualService';

/** One route for each Service and port that is a parent. */
export function meshRoutes(state: ClusterState): readonly MeshVirtualService[] {
  const all = [
    ...discovered(state, httpRoutes),
    ...discovered(state, grpcRoutes),
  ].filter(isConverted);
  return mergeByHost(
    all.flatMap(route =>
      route.parents
        .filter(isService)
        .map(parent => routeFor(state, route, parent)),
    ),
  );
}

/** Whether a route follows the Gateway API: only its own namespace and that of its Service do. */
export function isOfGatewayApi({
  kind,
}: Pick<MeshVirtualService, 'kind'>): boolean {
  return kind.endsWith('Route');
}

/** Whether a parent is a Service, so that the route holds inside the mesh. */
export function isService({ group, kind }: ParentRef): boolean {
  return group === '' && kind === 'Service';
}

function routeFor(
  state: ClusterState,
  route: GatewayRoute,
  { name, port, ...ref }: ParentRef,
): MeshVirtualService {
  const { namespace, created } = route.meta;
  const host = hostnameOf(ref.namespace ?? namespace, name);
  return {
    kind: route.kind,
    object: route,
    namespace,
    name: `${namespace}~${port ?? ''}~${host}`,
    created,
    hosts: [host],
    gateways: new Set([meshGateway]),
    exportTo: new Set(state.read(meshConfig).defaultVirtualServiceExportTo),
    http: route.rules.flatMap(rule => rulesAt(state, route, rule, port)),
    tls: [],
    tcp: [],
  };
}

function rulesAt(
  state: ClusterState,
  route: GatewayRoute,
  rule: GatewayRouteRule,
  port: number | undefined,
): readonly MeshRule[] {
  const rules = httpRules(state, route, rule, 'not needed');
  if (port === undefined) return rules;
  return rules.map(one => ({
    ...one,
    matches: (one.matches.length > 0 ? one.matches : [anyMatch]).map(match => ({
      ...match,
      port,
    })),
  }));
}
