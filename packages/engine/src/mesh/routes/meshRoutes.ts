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
import { tcpRoutes } from '../../state/kinds/tcpRoute';
import { tlsRoutes } from '../../state/kinds/tlsRoute';
import type { StreamRule } from '../../state/kinds/virtualService';
import { discovered } from '../controlPlane/discovery';
import { isConverted } from '../gateway/convertedRoute';
import {
  destinationsOf,
  httpRules,
  mergeByHost,
} from '../gateway/gatewayApiRoutes';
import { meshConfig } from '../controlPlane/meshConfig';
import { hostsOverlap } from '../registry/hostName';
import { hostnameOf } from '../registry/registry';
import {
  anyMatch,
  meshGateway,
  MeshRule,
  MeshVirtualService,
} from './virtualService';

/** One route for each Service and port that is a parent. */
export function meshRoutes(state: ClusterState): readonly MeshVirtualService[] {
  const [http, streams] = [
    [httpRoutes, grpcRoutes],
    [tcpRoutes, tlsRoutes],
  ].map(kinds =>
    kinds
      .flatMap(kind => discovered(state, kind))
      .filter(isConverted)
      .flatMap(route =>
        route.parents
          .filter(isService)
          .map(parent => routeFor(state, route, parent)),
      ),
  );
  return [...mergeByHost(http), ...streams];
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
  const { kind, rules } = route;
  const { namespace, created } = route.meta;
  const host = hostnameOf(ref.namespace ?? namespace, name);
  const http =
    kind === 'TCPRoute' || kind === 'TLSRoute'
      ? []
      : rules.flatMap(rule => rulesAt(state, route, rule, port));
  return {
    kind,
    object: route,
    namespace,
    name: `${namespace}~${port ?? ''}~${host}`,
    created,
    hosts: [host],
    gateways: new Set([meshGateway]),
    exportTo: new Set(state.read(meshConfig).defaultVirtualServiceExportTo),
    http,
    tls: kind === 'TLSRoute' ? tlsRules(state, route, host, port) : [],
    tcp: kind === 'TCPRoute' ? tcpRules(state, route, port) : [],
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

function tcpRules(
  state: ClusterState,
  route: GatewayRoute,
  port: number | undefined,
): readonly StreamRule[] {
  const matches = port === undefined ? [] : [{ ...anyMatch, port }];
  return route.rules.map(rule => streamRule(state, route, rule, matches));
}

// conversion.go augmentTLSPortMatch, compatibleRoutesForHost: without hostnames it is for those of its parent, and of
// several for those that the parent's is one of.
function tlsRules(
  state: ClusterState,
  route: GatewayRoute,
  host: string,
  port: number | undefined,
): readonly StreamRule[] {
  const { hostnames } = route;
  const named = hostnames.length > 0 ? hostnames : ['*'];
  const isAny = named.length === 1 && named[0] === '*';
  const sniHosts =
    named.length > 1 ? named.filter(one => hostsOverlap(host, one)) : named;
  const match = {
    ...anyMatch,
    sniHosts: isAny ? [host] : sniHosts,
    ...(port !== undefined && { port }),
  };
  return route.rules.map(rule => streamRule(state, route, rule, [match]));
}

// Without weight it leads nowhere: conversion.go convertTCPRoute.
const nowhere = { host: '', weight: 1 };

function streamRule(
  state: ClusterState,
  route: GatewayRoute,
  { backends }: GatewayRouteRule,
  matches: StreamRule['matches'],
): StreamRule {
  const found = destinationsOf(state, route, backends, 'not needed');
  return { matches, destinations: found.length > 0 ? found : [nowhere] };
}
