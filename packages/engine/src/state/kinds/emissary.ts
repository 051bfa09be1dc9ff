import { defineKind } from '../kindDefinition';
import { KubeObject } from '../meta';
import { at, flag, items, text, texts } from '../read';
import { Refusable, refusedBy, withRefusals } from './refusal';

const group = 'getambassador.io';
const versions = ['v3alpha1', 'v2'];

/** Name of a TLSContext; in v2 also `true`, for TLS without one. */
export type AskedTls = string | true;

/** Emissary's route: a host and a prefix to a Service. */
export interface Mapping extends Refusable {
  readonly kind: 'Mapping';
  readonly hostname: string | null;
  readonly prefix: string | null;
  /** `[scheme://]service[.namespace][:port]`. */
  readonly service: string;
  readonly resolver?: string;
  readonly hostRewrite?: string;
  readonly autoHostRewrite: boolean;
  readonly grpc: boolean;
  readonly tls?: AskedTls;
  /** How it spreads requests, as written: it takes a resolver of endpoints. */
  readonly loadBalancer?: object;
  /** What keeps its cluster apart from those that others make of its service. */
  readonly clusterTag?: string;
  readonly circuitBreakers?: readonly unknown[];
  /** It gets copies of what another Mapping gets. */
  readonly shadow: boolean;
  readonly ambassadorIds: readonly string[];
  /** The hostname, or the prefix, is a regular expression. */
  readonly hostIsPattern: boolean;
  readonly prefixIsPattern: boolean;
  /** It answers with a redirect, and forwards nothing. */
  readonly redirects: boolean;
}

export const mappings = defineKind<Mapping>({
  group,
  kind: 'Mapping',
  plural: 'mappings',
  versions,
  namespaced: true,
  purpose: 'routes of Emissary-ingress',
  trim: (object, meta) => {
    const service = text(object, 'spec', 'service');
    if (service === undefined) return undefined;
    const resolver = text(object, 'spec', 'resolver');
    const hostRewrite = text(object, 'spec', 'host_rewrite');
    const tls = trimTls(object);
    const loadBalancer = at(object, 'spec', 'load_balancer');
    const clusterTag = text(object, 'spec', 'cluster_tag');
    const circuitBreakers = items(object, 'spec', 'circuit_breakers');
    return {
      kind: 'Mapping',
      meta,
      hostname:
        text(object, 'spec', 'hostname') ??
        text(object, 'spec', 'host') ??
        null,
      prefix: text(object, 'spec', 'prefix') ?? null,
      service,
      ...(resolver !== undefined && { resolver }),
      ...(hostRewrite !== undefined && { hostRewrite }),
      autoHostRewrite: flag(object, 'spec', 'auto_host_rewrite') ?? false,
      grpc: flag(object, 'spec', 'grpc') ?? false,
      ...(isObject(loadBalancer) && { loadBalancer }),
      ...(tls !== undefined && { tls }),
      ...(clusterTag !== undefined && { clusterTag }),
      ...(circuitBreakers.length > 0 && { circuitBreakers }),
      shadow: flag(object, 'spec', 'shadow') ?? false,
      ambassadorIds: trimIds(object),
      hostIsPattern: flag(object, 'spec', 'host_regex') ?? false,
      prefixIsPattern: flag(object, 'spec', 'prefix_regex') ?? false,
      redirects: flag(object, 'spec', 'host_redirect') ?? false,
      ...withRefusals(
        refusedBy(
          object,
          'state',
          ['Inactive'],
          text(object, 'status', 'reason'),
        ),
      ),
    };
  },
});

/** Emissary's route of connections: a port, or a name asked for by TLS, to a Service. */
export interface TcpMapping extends KubeObject {
  readonly kind: 'TCPMapping';
  /** Name that clients ask TLS for; without one any connection to its port. */
  readonly host: string | null;
  readonly service: string;
  readonly resolver?: string;
  readonly tls?: AskedTls;
  readonly ambassadorIds: readonly string[];
}

export const tcpMappings = defineKind<TcpMapping>({
  group,
  kind: 'TCPMapping',
  plural: 'tcpmappings',
  versions,
  namespaced: true,
  purpose: 'routes of Emissary-ingress for connections',
  trim: (object, meta) => {
    const service = text(object, 'spec', 'service');
    if (service === undefined) return undefined;
    const resolver = text(object, 'spec', 'resolver');
    const tls = trimTls(object);
    return {
      kind: 'TCPMapping',
      meta,
      host: text(object, 'spec', 'host') ?? null,
      service,
      ...(resolver !== undefined && { resolver }),
      ...(tls !== undefined && { tls }),
      ambassadorIds: trimIds(object),
    };
  },
});

/** How Emissary speaks TLS: to backends that Mappings name it for, to clients of its hosts. */
export interface TlsContext extends KubeObject {
  readonly kind: 'TLSContext';
  readonly secret?: string;
  /** Without a certificate, in a Secret or a file, Emissary makes nothing of it. */
  readonly hasCertificate: boolean;
  readonly ambassadorIds: readonly string[];
  readonly sni?: string;
  readonly alpnProtocols: readonly string[];
}

export const tlsContexts = defineKind<TlsContext>({
  group,
  kind: 'TLSContext',
  plural: 'tlscontexts',
  versions,
  namespaced: true,
  purpose:
    'TLS of Emissary-ingress towards backends, and whether it has a mesh identity',
  trim: (object, meta) => {
    const secret = text(object, 'spec', 'secret');
    const sni = text(object, 'spec', 'sni');
    return {
      kind: 'TLSContext',
      meta,
      ...(secret !== undefined && { secret }),
      hasCertificate:
        (secret ?? text(object, 'spec', 'cert_chain_file')) !== undefined,
      ambassadorIds: trimIds(object),
      ...(sni !== undefined && { sni }),
      alpnProtocols: (text(object, 'spec', 'alpn_protocols') ?? '')
        .split(',')
        .map(one => one.trim())
        .filter(one => one !== ''),
    };
  },
});

/** A host that Emissary serves. */
export interface EmissaryHost extends KubeObject {
  readonly kind: 'Host';
  readonly hostname: string;
  readonly endsTls: boolean;
}

export const emissaryHosts = defineKind<EmissaryHost>({
  group,
  kind: 'Host',
  plural: 'hosts',
  versions,
  namespaced: true,
  purpose: 'hosts that Emissary-ingress serves over TLS',
  trim: (object, meta) => ({
    kind: 'Host',
    meta,
    hostname: text(object, 'spec', 'hostname') ?? '*',
    endsTls:
      text(object, 'spec', 'tlsSecret', 'name') !== undefined ||
      at(object, 'spec', 'tls') !== undefined ||
      text(object, 'spec', 'tlsContext', 'name') !== undefined,
  }),
});

/** A Service that Emissary asks about every request. */
export interface EmissaryAskedService extends KubeObject {
  readonly kind: 'AuthService' | 'RateLimitService';
  /** `[scheme://]service[.namespace][:port]`. */
  readonly service: string;
  readonly tls?: AskedTls;
  readonly grpc: boolean;
  /** It lets requests pass where nobody answers. */
  readonly failsOpen: boolean;
  readonly ambassadorIds: readonly string[];
}

function askedServiceKind(
  kind: EmissaryAskedService['kind'],
  purpose: string,
  fields: {
    readonly service: string;
    readonly grpc: (object: unknown) => boolean;
    readonly failsOpen: (object: unknown) => boolean;
  },
) {
  return defineKind<EmissaryAskedService>({
    group,
    kind,
    plural: `${kind.toLowerCase()}s`,
    versions,
    namespaced: true,
    purpose,
    trim: (object, meta) => {
      const service = text(object, 'spec', fields.service);
      if (service === undefined) return undefined;
      const tls = trimTls(object);
      return {
        kind,
        meta,
        service,
        ...(tls !== undefined && { tls }),
        grpc: fields.grpc(object),
        failsOpen: fields.failsOpen(object),
        ambassadorIds: trimIds(object),
      };
    },
  });
}

export const emissaryAuthServices = askedServiceKind(
  'AuthService',
  'whom Emissary-ingress asks whether requests may pass',
  {
    service: 'auth_service',
    grpc: object => text(object, 'spec', 'proto') === 'grpc',
    failsOpen: object => flag(object, 'spec', 'failure_mode_allow') ?? false,
  },
);

export const emissaryRateLimitServices = askedServiceKind(
  'RateLimitService',
  'whom Emissary-ingress asks whether requests are too many',
  {
    service: 'service',
    grpc: () => true,
    // emissary-ingress/emissary python/ambassador/ir/irratelimit.py: open, where nothing is said.
    failsOpen: object => !flag(object, 'spec', 'failure_mode_deny'),
  },
);

/** Global settings; only the one named `ambassador` counts. */
export interface AmbassadorModule extends KubeObject {
  readonly kind: 'Module';
  readonly resolver?: string;
}

export const ambassadorModules = defineKind<AmbassadorModule>({
  group,
  kind: 'Module',
  plural: 'modules',
  versions,
  namespaced: true,
  purpose: 'the default resolver of Emissary-ingress',
  trim: (object, meta) => {
    const resolver = text(object, 'spec', 'config', 'resolver');
    return {
      kind: 'Module',
      meta,
      ...(resolver !== undefined && { resolver }),
    };
  },
});

/** A resolver that makes Emissary dial pod IPs. */
export interface KubernetesEndpointResolver extends KubeObject {
  readonly kind: 'KubernetesEndpointResolver';
}

export const kubernetesEndpointResolvers =
  defineKind<KubernetesEndpointResolver>({
    group,
    kind: 'KubernetesEndpointResolver',
    plural: 'kubernetesendpointresolvers',
    versions,
    namespaced: true,
    metadataOnly: true,
    purpose: 'Mappings of Emissary-ingress that dial pod IPs',
    trim: (_, meta) => ({ kind: 'KubernetesEndpointResolver', meta }),
  });

function trimIds(object: unknown): readonly string[] {
  const one = text(object, 'spec', 'ambassador_id');
  return one === undefined ? texts(object, 'spec', 'ambassador_id') : [one];
}

function trimTls(object: unknown): AskedTls | undefined {
  if (at(object, 'spec', 'tls') === true) return true;
  return text(object, 'spec', 'tls') || undefined;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
