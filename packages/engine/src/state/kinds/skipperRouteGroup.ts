import { defineKind } from '../kindDefinition';
import { KubeObject } from '../meta';
import { items, text, texts, whole } from '../read';

/** A backend by a Service's name and port, or by a URL, which can name one. */
export type RouteGroupBackend = {
  readonly name: string;
  /** Path of the backend inside the object. */
  readonly field: string;
} & (
  | { readonly service: string; readonly port?: number }
  | { readonly url: string }
);

/** A backend of the group, by its name. */
export interface RouteGroupReference {
  readonly name: string;
  readonly weight: number;
}

export interface RouteGroupRoute {
  readonly path: string | null;
  /** Empty: the group's default ones. */
  readonly backends: readonly RouteGroupReference[];
  /** eskip filters, as written. */
  readonly filters: readonly string[];
  /** Path of the route inside the object, for evidence. */
  readonly field: string;
}

/** Skipper's own route. */
export interface RouteGroup extends KubeObject {
  readonly kind: 'RouteGroup';
  readonly hosts: readonly string[];
  /** Of type `service`, or `network`; other types lead to addresses as they are, or nowhere. */
  readonly backends: readonly RouteGroupBackend[];
  readonly defaultBackends: readonly RouteGroupReference[];
  readonly routes: readonly RouteGroupRoute[];
}

export const routeGroups = defineKind<RouteGroup>({
  group: 'zalando.org',
  kind: 'RouteGroup',
  plural: 'routegroups',
  versions: ['v1'],
  namespaced: true,
  purpose: 'routes of Skipper',
  trim: (object, meta) => ({
    kind: 'RouteGroup',
    meta,
    hosts: texts(object, 'spec', 'hosts'),
    backends: items(object, 'spec', 'backends').flatMap(trimBackend),
    defaultBackends: trimReferences(object, 'spec', 'defaultBackends'),
    routes: items(object, 'spec', 'routes').map(trimRoute),
  }),
});

function trimBackend(
  backend: unknown,
  index: number,
): readonly RouteGroupBackend[] {
  const field = `spec.backends[${index}]`;
  const name = text(backend, 'name');
  const url = text(backend, 'address');
  if (text(backend, 'type') === 'network') {
    return name === undefined || url === undefined
      ? []
      : [{ name, field, url }];
  }
  const service = text(backend, 'serviceName');
  if ((text(backend, 'type') ?? 'service') !== 'service') return [];
  if (name === undefined || service === undefined) return [];
  const port = whole(backend, 'servicePort');
  return [{ name, field, service, ...(port !== undefined && { port }) }];
}

function trimRoute(route: unknown, index: number): RouteGroupRoute {
  return {
    path:
      text(route, 'path') ??
      text(route, 'pathSubtree') ??
      text(route, 'pathRegexp') ??
      null,
    backends: trimReferences(route, 'backends'),
    filters: texts(route, 'filters'),
    field: `spec.routes[${index}]`,
  };
}

function trimReferences(
  value: unknown,
  ...path: string[]
): readonly RouteGroupReference[] {
  return items(value, ...path).flatMap(reference => {
    const name = text(reference, 'backendName');
    const weight = whole(reference, 'weight') ?? 0;
    return name === undefined ? [] : [{ name, weight }];
  });
}
