import { defineKind } from '../kindDefinition';
import { at, flag, items, text, whole } from '../read';
import { nginxRefusals, Refusable } from './refusal';

const group = 'k8s.nginx.org';
const versions = ['v1'];

/** A Service that NGINX Ingress Controller of F5 balances over. */
export interface NginxUpstream {
  readonly name: string;
  /** `service`, or `namespace/service`. */
  readonly service: string;
  readonly port: number;
  readonly useClusterIp: boolean;
  readonly tls: boolean;
  readonly grpc: boolean;
}

/** An upstream that a route sends to, by its name in the same object. */
export interface NginxForward {
  readonly upstream: string;
  /** Host that the action sets in place of the client's. */
  readonly host?: string;
}

/** A Policy that an object goes by; in its own namespace where none is named. */
export interface NginxPolicyRef {
  readonly name: string;
  readonly namespace?: string;
}

export interface NginxRoute {
  readonly path: string | null;
  readonly forwards: readonly NginxForward[];
  readonly policies: readonly NginxPolicyRef[];
  /** `[namespace/]name` of the VirtualServerRoute that takes the path over. */
  readonly delegate?: string;
  readonly hasSnippets: boolean;
  /** Path of the route inside the object, for evidence. */
  readonly field: string;
}

/** Route of NGINX Ingress Controller: a host, its paths and their upstreams. */
export interface NginxVirtualServer extends Refusable {
  readonly kind: 'VirtualServer';
  readonly className?: string;
  readonly host: string | null;
  readonly tls: boolean;
  readonly hasSnippets: boolean;
  readonly policies: readonly NginxPolicyRef[];
  readonly upstreams: readonly NginxUpstream[];
  readonly routes: readonly NginxRoute[];
}

/** The part of a VirtualServer that another namespace keeps. */
export interface NginxVirtualServerRoute extends Refusable {
  readonly kind: 'VirtualServerRoute';
  readonly className?: string;
  readonly host: string | null;
  readonly upstreams: readonly NginxUpstream[];
  readonly routes: readonly NginxRoute[];
}

export const nginxVirtualServers = defineKind<NginxVirtualServer>({
  group,
  kind: 'VirtualServer',
  plural: 'virtualservers',
  versions,
  namespaced: true,
  purpose: 'routes of NGINX Ingress Controller (F5)',
  trim: (object, meta) => ({
    kind: 'VirtualServer',
    meta,
    ...trimCommon(object, 'routes'),
    tls: at(object, 'spec', 'tls') !== undefined,
    hasSnippets: text(object, 'spec', 'server-snippets') !== undefined,
    policies: trimPolicies(object, 'spec', 'policies'),
  }),
});

export const nginxVirtualServerRoutes = defineKind<NginxVirtualServerRoute>({
  group,
  kind: 'VirtualServerRoute',
  plural: 'virtualserverroutes',
  versions,
  namespaced: true,
  purpose:
    'routes of NGINX Ingress Controller (F5) that a VirtualServer hands on',
  trim: (object, meta) => ({
    kind: 'VirtualServerRoute',
    meta,
    ...trimCommon(object, 'subroutes'),
  }),
});

function trimCommon(object: unknown, routes: 'routes' | 'subroutes') {
  const className = text(object, 'spec', 'ingressClassName');
  return {
    ...(className !== undefined && { className }),
    host: text(object, 'spec', 'host') ?? null,
    upstreams: items(object, 'spec', 'upstreams').flatMap(trimUpstream),
    routes: items(object, 'spec', routes).map((route, index) =>
      trimRoute(route, `spec.${routes}[${index}]`),
    ),
    ...nginxRefusals(object),
  };
}

function trimUpstream(upstream: unknown): NginxUpstream[] {
  const name = text(upstream, 'name');
  const service = text(upstream, 'service');
  const port = whole(upstream, 'port');
  if (name === undefined || service === undefined || port === undefined) {
    return [];
  }
  return [
    {
      name,
      service,
      port,
      useClusterIp: flag(upstream, 'use-cluster-ip') ?? false,
      tls: flag(upstream, 'tls', 'enable') ?? false,
      grpc: text(upstream, 'type') === 'grpc',
    },
  ];
}

function trimRoute(route: unknown, field: string): NginxRoute {
  const delegate = text(route, 'route');
  return {
    path: text(route, 'path') ?? null,
    forwards: [
      ...trimChoice(route),
      ...items(route, 'matches').flatMap(trimChoice),
    ],
    policies: trimPolicies(route, 'policies'),
    ...(delegate !== undefined && { delegate }),
    hasSnippets: text(route, 'location-snippets') !== undefined,
    field,
  };
}

function trimPolicies(object: unknown, ...path: string[]): NginxPolicyRef[] {
  return items(object, ...path).flatMap(ref => {
    const name = text(ref, 'name');
    const namespace = text(ref, 'namespace');
    return name === undefined
      ? []
      : [{ name, ...(namespace !== undefined && { namespace }) }];
  });
}

/** An action, or several of them by weight; one of weight 0 gets nothing. */
function trimChoice(choice: unknown): NginxForward[] {
  const splits = items(choice, 'splits').filter(one => at(one, 'weight') !== 0);
  return [choice, ...splits].flatMap(one => trimAction(at(one, 'action')));
}

function trimAction(action: unknown): NginxForward[] {
  const passed = text(action, 'pass');
  if (passed !== undefined) return [{ upstream: passed }];
  const upstream = text(action, 'proxy', 'upstream');
  if (upstream === undefined) return [];
  const host = items(action, 'proxy', 'requestHeaders', 'set').find(
    header => text(header, 'name')?.toLowerCase() === 'host',
  );
  const value = text(host, 'value');
  return [{ upstream, ...(value !== undefined && { host: value }) }];
}
