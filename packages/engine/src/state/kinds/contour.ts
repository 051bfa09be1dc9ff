import { defineKind } from '../kindDefinition';
import { KubeObject } from '../meta';
import { at, flag, items, text, whole } from '../read';
import { errorsOf, Refusable, refusedBy, withRefusals } from './refusal';

const group = 'projectcontour.io';

export interface HttpProxyService {
  readonly name: string;
  readonly port: number | undefined;
  /** tls, h2 or h2c. */
  readonly protocol?: string;
  readonly weight: number;
  /** It gets a copy of each request. */
  readonly mirror: boolean;
  /** Host that its requestHeadersPolicy sets. */
  readonly host?: string;
  /** Path of the service inside the object, for evidence. */
  readonly field: string;
}

export interface HttpProxyRoute {
  readonly path: string | null;
  readonly pathIsPattern: boolean;
  readonly services: readonly HttpProxyService[];
  /** Host that its requestHeadersPolicy sets. */
  readonly host?: string;
  readonly redirects: boolean;
}

export interface HttpProxyInclude {
  readonly name: string;
  readonly namespace?: string;
}

/** Contour's own route; without a virtual host it is part of those that include it. */
export interface HttpProxy extends Refusable {
  readonly kind: 'HTTPProxy';
  readonly className?: string;
  readonly virtualHost?: {
    readonly fqdn: string;
    readonly tls: 'none' | 'ends' | 'passthrough';
  };
  readonly routes: readonly HttpProxyRoute[];
  readonly tcpServices: readonly HttpProxyService[];
  readonly includes: readonly HttpProxyInclude[];
}

export const httpProxies = defineKind<HttpProxy>({
  group,
  kind: 'HTTPProxy',
  plural: 'httpproxies',
  versions: ['v1'],
  namespaced: true,
  purpose: 'routes of Contour',
  trim: (object, meta) => {
    const className = text(object, 'spec', 'ingressClassName');
    const fqdn = text(object, 'spec', 'virtualhost', 'fqdn');
    const tcp = at(object, 'spec', 'tcpproxy');
    const tcpInclude = at(tcp, 'include') ?? at(tcp, 'includes');
    return {
      kind: 'HTTPProxy',
      meta,
      ...(className !== undefined && { className }),
      ...(fqdn !== undefined && {
        virtualHost: { fqdn, tls: tlsOf(object) },
      }),
      routes: items(object, 'spec', 'routes').map(trimRoute),
      tcpServices: servicesAt(tcp, 'spec.tcpproxy.services'),
      includes: [
        ...items(object, 'spec', 'includes'),
        ...(tcpInclude === undefined ? [] : [tcpInclude]),
      ].flatMap(trimInclude),
      ...withRefusals(
        refusedBy(
          object,
          'currentStatus',
          ['invalid', 'orphaned'],
          errorsOf(object),
        ),
      ),
    };
  },
});

/** Settings of an installation of Contour. */
export interface ContourConfiguration extends KubeObject {
  readonly kind: 'ContourConfiguration';
  readonly allowsExternalNames: boolean;
}

export const contourConfigurations = defineKind<ContourConfiguration>({
  group,
  kind: 'ContourConfiguration',
  plural: 'contourconfigurations',
  versions: ['v1alpha1'],
  namespaced: true,
  purpose: 'whether Contour routes to ExternalName Services',
  trim: (object, meta) => ({
    kind: 'ContourConfiguration',
    meta,
    allowsExternalNames:
      flag(object, 'spec', 'enableExternalNameService') ?? false,
  }),
});

function tlsOf(object: unknown): 'none' | 'ends' | 'passthrough' {
  const tls = at(object, 'spec', 'virtualhost', 'tls');
  if (typeof tls !== 'object' || tls === null) return 'none';
  return flag(tls, 'passthrough') ? 'passthrough' : 'ends';
}

function trimRoute(route: unknown, index: number): HttpProxyRoute {
  const conditions = items(route, 'conditions');
  const path = (key: string) =>
    conditions.map(one => text(one, key)).find(one => one !== undefined);
  const regex = path('regex');
  return {
    path: path('exact') ?? path('prefix') ?? regex ?? null,
    pathIsPattern: regex !== undefined,
    services: servicesAt(route, `spec.routes[${index}].services`),
    ...hostOf(route),
    redirects: at(route, 'requestRedirectPolicy') !== undefined,
  };
}

function servicesAt(
  value: unknown,
  field: string,
): readonly HttpProxyService[] {
  return items(value, 'services').flatMap((one, index) => {
    const name = text(one, 'name');
    if (name === undefined) return [];
    const protocol = text(one, 'protocol');
    return [
      {
        name,
        port: whole(one, 'port'),
        ...(protocol !== undefined && { protocol }),
        weight: whole(one, 'weight') ?? 0,
        mirror: flag(one, 'mirror') ?? false,
        ...hostOf(one),
        field: `${field}[${index}]`,
      },
    ];
  });
}

function hostOf(value: unknown): { readonly host?: string } {
  const host = items(value, 'requestHeadersPolicy', 'set')
    .filter(one => text(one, 'name')?.toLowerCase() === 'host')
    .map(one => text(one, 'value'))
    .find(one => one !== undefined);
  return host === undefined ? {} : { host };
}

function trimInclude(include: unknown): HttpProxyInclude[] {
  const name = text(include, 'name');
  const namespace = text(include, 'namespace');
  return name === undefined
    ? []
    : [{ name, ...(namespace !== undefined && { namespace }) }];
}
