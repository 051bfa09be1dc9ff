import { defineKind, KindDefinition } from '../kindDefinition';
import { KubeObject } from '../meta';
import { at, flag, items, text } from '../read';
import { PolicyTargets, trimTargets } from './attachedPolicy';
import { BackendObjectRef, trimBackendObjectRef } from './backendObjectRef';
import { NamedBackend, trimEndpoint } from './envoyGateway';

const group = 'gateway.kgateway.dev';
const versions = ['v1alpha1'];

/** How kgateway speaks to Services. */
export interface KgatewayBackendPolicy extends KubeObject, PolicyTargets {
  readonly kind: 'BackendConfigPolicy';
  readonly startsTls: boolean;
  readonly sni?: string;
}

export const kgatewayBackendPolicies = defineKind<KgatewayBackendPolicy>({
  group,
  kind: 'BackendConfigPolicy',
  plural: 'backendconfigpolicies',
  versions,
  namespaced: true,
  purpose: 'TLS that kgateway starts towards a Service',
  trim: (object, meta) => {
    const sni = text(object, 'spec', 'tls', 'sni');
    return {
      kind: 'BackendConfigPolicy',
      meta,
      ...trimTargets(object),
      startsTls: at(object, 'spec', 'tls') !== undefined,
      ...(sni !== undefined && { sni }),
    };
  },
});

/** What a GatewayExtension is for, by the field that a TrafficPolicy names it in. */
export type KgatewayAsk =
  | 'extAuth'
  | 'extProc'
  | 'rateLimit'
  | 'jwtAuth'
  | 'oauth2';

/** What kgateway does to requests of a route, or of a Gateway. */
export interface KgatewayTrafficPolicy extends KubeObject, PolicyTargets {
  readonly kind: 'TrafficPolicy';
  /** The GatewayExtensions that it names; null where it turns off what is above. */
  readonly asks: Readonly<
    Partial<
      Record<
        KgatewayAsk,
        { readonly name: string; readonly namespace?: string } | null
      >
    >
  >;
  /** It may send another Host: by autoHostRewrite, header modifiers or a transformation. */
  readonly mayChangeHost: boolean;
}

export const kgatewayTrafficPolicies = defineKind<KgatewayTrafficPolicy>({
  group,
  kind: 'TrafficPolicy',
  plural: 'trafficpolicies',
  versions,
  namespaced: true,
  purpose: 'the Host that kgateway sends, and whom it asks about requests',
  trim: (object, meta) => ({
    kind: 'TrafficPolicy',
    meta,
    ...trimTargets(object),
    asks: {
      ...trimAsk('extAuth', at(object, 'spec', 'extAuth')),
      ...trimAsk('extProc', at(object, 'spec', 'extProc')),
      ...trimAsk('rateLimit', at(object, 'spec', 'rateLimit', 'global')),
      ...trimAsk('jwtAuth', at(object, 'spec', 'jwtAuth')),
      ...trimAsk('oauth2', at(object, 'spec', 'oauth2')),
    },
    mayChangeHost:
      flag(object, 'spec', 'autoHostRewrite') === true ||
      setsHost(at(object, 'spec', 'headerModifiers', 'request')) ||
      setsHost(at(object, 'spec', 'transformation', 'request')),
  }),
});

function trimAsk(
  ask: KgatewayAsk,
  value: unknown,
): KgatewayTrafficPolicy['asks'] {
  if (value === undefined) return {};
  const name = text(value, 'extensionRef', 'name');
  const namespace = text(value, 'extensionRef', 'namespace');
  if (name === undefined) return { [ask]: null };
  return { [ask]: { name, ...(namespace !== undefined && { namespace }) } };
}

/** A Service that kgateway asks about requests. */
export interface KgatewayExtension extends KubeObject {
  readonly kind: 'GatewayExtension';
  readonly services: readonly {
    readonly ask: KgatewayAsk;
    readonly protocol: 'grpc' | 'http';
    readonly backend: BackendObjectRef;
    readonly authority?: string;
    /** It lets requests pass where nobody answers. */
    readonly failsOpen: boolean;
    /** Path inside the object, for evidence. */
    readonly field: string;
  }[];
}

type KgatewayAsked = KgatewayExtension['services'][number];

export const kgatewayExtensions = defineKind<KgatewayExtension>({
  group,
  kind: 'GatewayExtension',
  plural: 'gatewayextensions',
  versions,
  namespaced: true,
  purpose: 'whom kgateway asks about requests',
  trim: (object, meta) => ({
    kind: 'GatewayExtension',
    meta,
    services: [...trimAsked(object), ...trimIssuers(object)],
  }),
});

function trimAsked(object: unknown): readonly KgatewayAsked[] {
  return (['extAuth', 'extProc', 'rateLimit'] as const).flatMap(ask =>
    (['grpc', 'http'] as const).flatMap(protocol => {
      const service = at(object, 'spec', ask, `${protocol}Service`);
      const authority = text(service, 'authority');
      return trimBackendObjectRef(at(service, 'backendRef')).map(backend => ({
        ask,
        protocol,
        backend,
        ...(authority !== undefined && { authority }),
        // Open by default, unless it is about authorization (api/v1alpha1/gateway_extensions_types.go).
        failsOpen: flag(object, 'spec', ask, 'failOpen') ?? ask !== 'extAuth',
        field: `spec.${ask}.${protocol}Service.backendRef.name`,
      }));
    }),
  );
}

/** Who has the keys of tokens, or issues them: they are asked by the host of their URL (jwt.go translateJwks, oauth2.go). */
function trimIssuers(object: unknown): readonly KgatewayAsked[] {
  const keys = items(object, 'spec', 'jwt', 'providers').map((one, index) => ({
    ask: 'jwtAuth' as const,
    ref: at(one, 'jwks', 'remote', 'backendRef'),
    url: text(one, 'jwks', 'remote', 'url'),
    field: `spec.jwt.providers[${index}].jwks.remote.backendRef.name`,
  }));
  const issuer = {
    ask: 'oauth2' as const,
    ref: at(object, 'spec', 'oauth2', 'backendRef'),
    url:
      text(object, 'spec', 'oauth2', 'tokenEndpoint') ??
      text(object, 'spec', 'oauth2', 'issuerURI'),
    field: 'spec.oauth2.backendRef.name',
  };
  return [...keys, issuer].flatMap(({ ask, ref, url, field }) =>
    trimBackendObjectRef(ref).map(backend => {
      const [, authority] = /^https?:\/\/([^/?#]+)/i.exec(url ?? '') ?? [];
      return {
        ...{ ask, protocol: 'http' as const, backend, field },
        ...(authority && { authority }),
        failsOpen: false,
      };
    }),
  );
}

/** The pseudo-header is what Envoy has for the Host. */
function setsHost(headers: unknown): boolean {
  return (['set', 'add', 'remove'] as const)
    .flatMap(action => items(headers, action))
    .map(one => (typeof one === 'string' ? one : text(one, 'name')) ?? '')
    .some(name => ['host', ':authority'].includes(name.toLowerCase()));
}

export const kgatewayBackends = defineKind<NamedBackend>({
  group,
  kind: 'Backend',
  plural: 'backends',
  versions,
  namespaced: true,
  purpose: 'backends that are given by name',
  trim: (object, meta) => {
    const appProtocol = text(object, 'spec', 'static', 'appProtocol');
    return {
      kind: 'Backend',
      meta,
      endpoints: items(object, 'spec', 'static', 'hosts').flatMap(one =>
        trimEndpoint(one, 'host'),
      ),
      ...(at(object, 'spec', 'dynamicForwardProxy') !== undefined && {
        chosenByRequests: true,
      }),
      ...(appProtocol !== undefined &&
        /^(http2|grpc|grpc-web|kubernetes\.io\/h2c)$/.test(appProtocol) && {
          http2: true,
        }),
    };
  },
});

/** Every kind of kgateway's that is read. */
export const kgatewayKinds: readonly KindDefinition[] = [
  kgatewayBackendPolicies,
  kgatewayTrafficPolicies,
  kgatewayExtensions,
  kgatewayBackends,
];
