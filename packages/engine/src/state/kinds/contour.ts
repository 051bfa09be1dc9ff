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

/** Reference to an ExtensionService; without a namespace that of the object that holds it. */
export interface ExtensionRef {
  readonly name: string;
  readonly namespace?: string;
}

export interface ContourAuthorization {
  /** Unset where that of the whole installation is meant. */
  readonly extension?: ExtensionRef;
  readonly overHttp: boolean;
  /** It lets requests pass where nobody answers. */
  readonly failsOpen: boolean;
}

/** What a route, or an include, asks of requests. */
export interface HttpProxyConditions {
  readonly paths: readonly HttpProxyPath[];
  /** Its conditions on headers and parameters, as they are written. */
  readonly others: readonly string[];
}

export interface HttpProxyPath {
  readonly type: 'prefix' | 'exact' | 'regex';
  readonly value: string;
}

export interface HttpProxyRoute {
  readonly conditions: HttpProxyConditions;
  readonly services: readonly HttpProxyService[];
  /** Host that its requestHeadersPolicy sets. */
  readonly host?: string;
  /** What it does with requests: one of these has to be there. */
  readonly actions: readonly ('services' | 'redirect' | 'direct response')[];
  /** It forwards over plain HTTP, where its virtual host has TLS. */
  readonly permitsInsecure: boolean;
  /** Prefixes in whose place it writes another; '' for any by which it was found. */
  readonly replacedPrefixes: readonly string[];
  /** A header that its policy, or that of a service, sets twice. */
  readonly setsTwice?: string;
}

export interface HttpProxyInclude {
  readonly name: string;
  readonly namespace?: string;
  readonly conditions: HttpProxyConditions;
}

/** Connections in the place of requests: to Services, or as another proxy says. */
export interface HttpProxyTcp {
  readonly services: readonly HttpProxyService[];
  readonly include?: HttpProxyInclude;
}

/** Contour's own route; without a virtual host it is part of those that include it. */
export interface HttpProxy extends Refusable {
  readonly kind: 'HTTPProxy';
  readonly className?: string;
  readonly virtualHost?: {
    readonly fqdn: string;
    /** `unsound` where it names a certificate and passthrough, or none of both. */
    readonly tls: 'none' | 'ends' | 'passthrough' | 'unsound';
    /** Whom it asks whether requests may pass. */
    readonly authorization?: ContourAuthorization;
  };
  /** It, or a route of it, says how requests are counted by whom ContourConfiguration names. */
  readonly limitsGlobally?: true;
  readonly routes: readonly HttpProxyRoute[];
  readonly tcp?: HttpProxyTcp;
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
    return {
      kind: 'HTTPProxy',
      meta,
      ...(className !== undefined && { className }),
      ...(fqdn !== undefined && {
        virtualHost: {
          fqdn,
          tls: tlsOf(object),
          ...authorizationOf(
            at(object, 'spec', 'virtualhost', 'authorization'),
          ),
        },
      }),
      ...limitsOf(object),
      routes: items(object, 'spec', 'routes').map(trimRoute),
      ...(tcp !== undefined && { tcp: trimTcp(tcp) }),
      includes: items(object, 'spec', 'includes').flatMap(trimInclude),
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
  /** The Gateway that it serves. */
  readonly gateway?: { readonly namespace: string; readonly name: string };
  /** Whom it asks whether requests may pass, where no virtual host says otherwise. */
  readonly authorization?: ContourAuthorization;
  readonly rateLimits?: ExtensionRef;
  /** It lets requests pass that nobody counts. */
  readonly rateLimitsFailOpen?: boolean;
}

export const contourConfigurations = defineKind<ContourConfiguration>({
  group,
  kind: 'ContourConfiguration',
  plural: 'contourconfigurations',
  versions: ['v1alpha1'],
  namespaced: true,
  purpose:
    'the Gateway that Contour serves, whether it routes to ExternalName Services, and whom it asks about requests',
  trim: (object, meta) => ({
    kind: 'ContourConfiguration',
    meta,
    ...gatewayOf(at(object, 'spec', 'gateway', 'gatewayRef')),
    allowsExternalNames:
      flag(object, 'spec', 'enableExternalNameService') ?? false,
    ...authorizationOf(at(object, 'spec', 'globalExtAuth')),
    ...rateLimitsOf(at(object, 'spec', 'rateLimitService', 'extensionService')),
    rateLimitsFailOpen:
      flag(object, 'spec', 'rateLimitService', 'failOpen') ?? false,
  }),
});

/** A Service that Contour asks about requests, and how. */
export interface ContourExtensionService extends KubeObject {
  readonly kind: 'ExtensionService';
  readonly services: readonly {
    readonly name: string;
    readonly port: number | undefined;
  }[];
  /** h2 (over TLS), h2c, or http/1.1 for services that speak no gRPC. */
  readonly protocol?: string;
  /** Name that its certificate is checked against. */
  readonly subjectName?: string;
}

export const contourExtensionServices = defineKind<ContourExtensionService>({
  group,
  kind: 'ExtensionService',
  plural: 'extensionservices',
  versions: ['v1alpha1'],
  namespaced: true,
  purpose: 'whom Contour asks about requests',
  trim: (object, meta) => {
    const protocol = text(object, 'spec', 'protocol');
    const subjectName = text(object, 'spec', 'validation', 'subjectName');
    return {
      kind: 'ExtensionService',
      meta,
      services: items(object, 'spec', 'services').flatMap(one => {
        const name = text(one, 'name');
        return name === undefined ? [] : [{ name, port: whole(one, 'port') }];
      }),
      ...(protocol !== undefined && { protocol }),
      ...(subjectName !== undefined && { subjectName }),
    };
  },
});

function authorizationOf(value: unknown): {
  readonly authorization?: ContourAuthorization;
} {
  if (typeof value !== 'object' || value === null) return {};
  const [extension] = trimExtensionRef(at(value, 'extensionRef'));
  const overHttp = text(value, 'serviceAPIType') === 'http';
  const failsOpen = flag(value, 'failOpen') ?? false;
  return {
    authorization: { overHttp, failsOpen, ...(extension && { extension }) },
  };
}

function gatewayOf(ref: unknown): Pick<ContourConfiguration, 'gateway'> {
  const namespace = text(ref, 'namespace');
  const name = text(ref, 'name');
  return namespace === undefined || name === undefined
    ? {}
    : { gateway: { namespace, name } };
}

function rateLimitsOf(value: unknown): { readonly rateLimits?: ExtensionRef } {
  const [rateLimits] = trimExtensionRef(value);
  return rateLimits ? { rateLimits } : {};
}

function trimExtensionRef(ref: unknown): ExtensionRef[] {
  const name = text(ref, 'name');
  const namespace = text(ref, 'namespace');
  return name === undefined
    ? []
    : [{ name, ...(namespace !== undefined && { namespace }) }];
}

function limitsOf(object: unknown): Pick<HttpProxy, 'limitsGlobally'> {
  const holders = [
    at(object, 'spec', 'virtualhost'),
    ...items(object, 'spec', 'routes'),
  ];
  return holders.some(one => at(one, 'rateLimitPolicy', 'global') !== undefined)
    ? { limitsGlobally: true }
    : {};
}

type HttpProxyTls = NonNullable<HttpProxy['virtualHost']>['tls'];

function tlsOf(object: unknown): HttpProxyTls {
  const tls = at(object, 'spec', 'virtualhost', 'tls');
  if (typeof tls !== 'object' || tls === null) return 'none';
  const passes = flag(tls, 'passthrough') ?? false;
  const ends = text(tls, 'secretName') !== undefined;
  if (passes === ends) return 'unsound';
  return passes ? 'passthrough' : 'ends';
}

function trimTcp(tcp: unknown): HttpProxyTcp {
  const [include] = trimInclude(at(tcp, 'include') ?? at(tcp, 'includes'));
  return {
    services: servicesAt(tcp, 'spec.tcpproxy.services'),
    ...(include && { include }),
  };
}

function trimRoute(route: unknown, index: number): HttpProxyRoute {
  const services = servicesAt(route, `spec.routes[${index}].services`);
  const setsTwice = [route, ...items(route, 'services')]
    .map(twiceSet)
    .find(name => name !== undefined);
  return {
    conditions: trimConditions(route),
    services,
    ...hostOf(route),
    actions: [
      ...(services.length > 0 ? (['services'] as const) : []),
      ...(at(route, 'requestRedirectPolicy') === undefined
        ? []
        : (['redirect'] as const)),
      ...(at(route, 'directResponsePolicy') === undefined
        ? []
        : (['direct response'] as const)),
    ],
    permitsInsecure: flag(route, 'permitInsecure') ?? false,
    replacedPrefixes: items(route, 'pathRewritePolicy', 'replacePrefix').map(
      one => text(one, 'prefix') ?? '',
    ),
    ...(setsTwice !== undefined && { setsTwice }),
  };
}

function trimConditions(value: unknown): HttpProxyConditions {
  const conditions = items(value, 'conditions');
  return {
    paths: conditions.flatMap(one =>
      (['prefix', 'exact', 'regex'] as const).flatMap(asked => {
        const path = text(one, asked);
        // Only what comes last makes a path exact (mergePathMatchConditions).
        const isExact = asked === 'exact' && one === conditions.at(-1);
        const type = asked === 'exact' && !isExact ? 'prefix' : asked;
        return path === undefined ? [] : [{ type, value: path }];
      }),
    ),
    others: conditions.flatMap(one =>
      ['header', 'queryParameter'].flatMap(key => {
        const asked = at(one, key);
        return asked === undefined ? [] : [JSON.stringify([key, asked])];
      }),
    ),
  };
}

/** Letters' case does not count in a header's name. */
function twiceSet(value: unknown): string | undefined {
  const names = items(value, 'requestHeadersPolicy', 'set').map(
    one => text(one, 'name')?.toLowerCase() ?? '',
  );
  return names.find((name, index) => names.indexOf(name) !== index);
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
    : [
        {
          name,
          ...(namespace !== undefined && { namespace }),
          conditions: trimConditions(include),
        },
      ];
}
