import { defineKind, KindDefinition } from '../kindDefinition';
import { KubeObject } from '../meta';
import { at, flag, items, text } from '../read';
import { PolicyTargets, trimTargets } from './attachedPolicy';
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

/** What kgateway does to requests of a route, or of a Gateway. */
export interface KgatewayTrafficPolicy extends KubeObject, PolicyTargets {
  readonly kind: 'TrafficPolicy';
  /** It may send another Host: by autoHostRewrite, header modifiers or a transformation. */
  readonly mayChangeHost: boolean;
}

export const kgatewayTrafficPolicies = defineKind<KgatewayTrafficPolicy>({
  group,
  kind: 'TrafficPolicy',
  plural: 'trafficpolicies',
  versions,
  namespaced: true,
  purpose: 'the Host that kgateway sends',
  trim: (object, meta) => ({
    kind: 'TrafficPolicy',
    meta,
    ...trimTargets(object),
    mayChangeHost:
      flag(object, 'spec', 'autoHostRewrite') === true ||
      setsHost(object) ||
      at(object, 'spec', 'transformation', 'request') !== undefined,
  }),
});

function setsHost(object: unknown): boolean {
  const names = (['set', 'add', 'remove'] as const).flatMap(action =>
    items(object, 'spec', 'headerModifiers', 'request', action),
  );
  return names.some(
    one =>
      (typeof one === 'string' ? one : text(one, 'name'))?.toLowerCase() ===
      'host',
  );
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
  kgatewayBackends,
];
