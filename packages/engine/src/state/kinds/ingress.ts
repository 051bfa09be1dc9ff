import { defineKind } from '../kindDefinition';
import { KubeObject } from '../meta';
import { at, items, text, texts, whole } from '../read';

export interface IngressBackend {
  readonly service: string;
  /** Number or name of a Service port. */
  readonly port?: number | string;
}

export interface IngressRule {
  readonly host: string | null;
  readonly path: string | null;
  readonly pathType?: string;
  readonly backend: IngressBackend;
  /** Path of the rule inside the object, for evidence. */
  readonly field: string;
}

/** A path whose backend is no Service, but an object of a vendor's own. */
export interface IngressResource extends Omit<IngressRule, 'backend'> {
  readonly resource: {
    readonly group: string;
    readonly kind: string;
    readonly name: string;
  };
}

export interface Ingress extends KubeObject {
  readonly kind: 'Ingress';
  readonly className?: string;
  readonly resources?: readonly IngressResource[];
  /** Rules with a Service behind them; the default backend is one without host and path. */
  readonly rules: readonly IngressRule[];
  readonly tlsHosts: readonly string[];
  readonly tls: readonly IngressTls[];
  /** Hosts of rules without paths. */
  readonly bareHosts?: readonly string[];
  /** It says more than `rules` has: a host without paths, or a backend that is no Service. */
  readonly saysMore?: true;
  /** Its status has an address of a load balancer: one was made for it, by what it said then. */
  readonly hasAddress?: true;
}

/** Hosts that are served over TLS, and the name of the Secret with their certificate. */
export interface IngressTls {
  readonly hosts: readonly string[];
  readonly secretName?: string;
}

export const ingresses = defineKind<Ingress>({
  group: 'networking.k8s.io',
  kind: 'Ingress',
  plural: 'ingresses',
  versions: ['v1'],
  namespaced: true,
  purpose: 'routes of ingress controllers and cloud load balancers',
  trim: trimIngress,
});

function trimIngress(object: unknown, meta: Ingress['meta']): Ingress {
  const className = text(object, 'spec', 'ingressClassName');
  const tls = items(object, 'spec', 'tls').map(trimTls);
  const bareHosts = trimBareHosts(object);
  const resources = trimResources(object);
  return {
    kind: 'Ingress',
    meta,
    ...(className !== undefined && { className }),
    rules: trimRules(object),
    tlsHosts: tls.flatMap(entry => entry.hosts),
    tls,
    ...(bareHosts.length > 0 && { bareHosts }),
    ...(resources.length > 0 && { resources }),
    ...(saysMore(object) && { saysMore: true }),
    ...(hasAddress(object) && { hasAddress: true }),
  };
}

function hasAddress(object: unknown): boolean {
  return items(object, 'status', 'loadBalancer', 'ingress').length > 0;
}

function trimBareHosts(object: unknown): readonly string[] {
  return items(object, 'spec', 'rules')
    .filter(rule => items(rule, 'http', 'paths').length === 0)
    .flatMap(rule => text(rule, 'host') ?? []);
}

function trimTls(entry: unknown): IngressTls {
  const secretName = text(entry, 'secretName');
  return {
    hosts: texts(entry, 'hosts'),
    ...(secretName !== undefined && { secretName }),
  };
}

function saysMore(object: unknown): boolean {
  const paths = items(object, 'spec', 'rules').map(rule =>
    items(rule, 'http', 'paths'),
  );
  const backends = paths.flat().map(path => at(path, 'backend'));
  return (
    paths.some(one => one.length === 0) ||
    [at(object, 'spec', 'defaultBackend'), ...backends].some(
      backend => at(backend, 'resource') !== undefined,
    )
  );
}

/** A backend with where it stands. */
interface Placed extends Omit<IngressRule, 'backend'> {
  readonly backend: unknown;
}

function placesOf(object: unknown): readonly Placed[] {
  // `backend` until v1.
  const name = at(object, 'spec', 'backend') ? 'backend' : 'defaultBackend';
  const fallback = at(object, 'spec', name);
  const field = `spec.${name}`;
  return [
    ...(fallback === undefined
      ? []
      : [{ host: null, path: null, backend: fallback, field }]),
    ...items(object, 'spec', 'rules').flatMap((rule, r) =>
      items(rule, 'http', 'paths').map((path, p) => {
        const pathType = text(path, 'pathType');
        return {
          host: text(rule, 'host') ?? null,
          path: text(path, 'path') ?? null,
          ...(pathType !== undefined && { pathType }),
          backend: at(path, 'backend'),
          field: `spec.rules[${r}].http.paths[${p}]`,
        };
      }),
    ),
  ];
}

function trimRules(object: unknown): readonly IngressRule[] {
  return placesOf(object).flatMap(place => {
    const backend = trimBackend(place.backend);
    return backend ? [{ ...place, backend }] : [];
  });
}

function trimResources(object: unknown): readonly IngressResource[] {
  return placesOf(object).flatMap(({ backend, ...place }) => {
    const name = text(backend, 'resource', 'name');
    if (name === undefined) return [];
    const group = text(backend, 'resource', 'apiGroup') ?? '';
    const kind = text(backend, 'resource', 'kind') ?? '';
    return [{ ...place, resource: { group, kind, name } }];
  });
}

function trimBackend(backend: unknown): IngressBackend | undefined {
  // The second of each until v1, in manifests of old.
  const service =
    text(backend, 'service', 'name') ?? text(backend, 'serviceName');
  if (service === undefined) return undefined;
  const port =
    whole(backend, 'service', 'port', 'number') ??
    text(backend, 'service', 'port', 'name') ??
    whole(backend, 'servicePort') ??
    text(backend, 'servicePort');
  return { service, ...(port !== undefined && { port }) };
}
