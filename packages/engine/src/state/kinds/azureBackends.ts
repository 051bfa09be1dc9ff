import { defineKind } from '../kindDefinition';
import { KubeObject } from '../meta';
import { at, items, text, texts, whole } from '../read';

const group = 'alb.networking.azure.io';
const versions = ['v1'];

/** TLS of Application Gateway for Containers towards a Service; not the Gateway API's own kind. */
export interface AzureBackendTlsPolicy extends KubeObject {
  readonly kind: 'BackendTLSPolicy';
  readonly service: string;
  readonly namespace?: string;
  /** Empty: every port. */
  readonly ports: readonly number[];
  readonly sni?: string;
}

export const azureBackendTlsPolicies = defineKind<AzureBackendTlsPolicy>({
  group,
  kind: 'BackendTLSPolicy',
  plural: 'backendtlspolicies',
  versions,
  namespaced: true,
  purpose: 'TLS of Azure gateways towards backends',
  trim: (object, meta) => {
    const target = at(object, 'spec', 'targetRef');
    const service = text(target, 'name');
    if (service === undefined) return undefined;
    const settings =
      at(object, 'spec', 'override') ?? at(object, 'spec', 'default');
    const namespace = text(target, 'namespace');
    const sni = text(settings, 'sni');
    return {
      kind: 'BackendTLSPolicy',
      meta,
      service,
      ...(namespace !== undefined && { namespace }),
      ports: items(settings, 'ports').flatMap(
        port => whole(port, 'port') ?? [],
      ),
      ...(sni !== undefined && { sni }),
    };
  },
});

export interface AzureBackendSetting {
  readonly service: string;
  /** Ports that TLS is started to. */
  readonly tlsPorts: readonly (number | string)[];
}

/** A Host that takes the place of the client's. */
export interface AzureHostRewrite {
  /** Host of the rules that it is for. */
  readonly of: string | null;
  readonly value: string;
}

/** Of the rules of an Ingress with this host. */
export interface AzureRuleSetting {
  readonly host: string | null;
  /** Other hosts that the rules are for. */
  readonly aliases: readonly string[];
  /** Clients are sent elsewhere, and backends get nothing. */
  readonly redirects: boolean;
}

/** What an Ingress of Application Gateway for Containers cannot say itself. */
export interface AzureIngressExtension extends KubeObject {
  readonly kind: 'IngressExtension';
  readonly backends: readonly AzureBackendSetting[];
  readonly hosts: readonly AzureHostRewrite[];
  readonly rules: readonly AzureRuleSetting[];
}

export const azureIngressExtensions = defineKind<AzureIngressExtension>({
  group,
  kind: 'IngressExtension',
  plural: 'ingressextensions',
  versions,
  namespaced: true,
  purpose: 'TLS and rewrites of Azure Ingresses towards backends',
  trim: (object, meta) => ({
    kind: 'IngressExtension',
    meta,
    backends: items(object, 'spec', 'backendSettings').map(trimSetting),
    hosts: items(object, 'spec', 'rules').flatMap(trimHosts),
    rules: items(object, 'spec', 'rules').map(rule => ({
      host: text(rule, 'host') ?? null,
      aliases: texts(rule, 'additionalHostnames'),
      redirects: at(rule, 'requestRedirect') !== undefined,
    })),
  }),
});

function trimSetting(setting: unknown): AzureBackendSetting {
  return {
    service: text(setting, 'service') ?? '',
    tlsPorts: items(setting, 'ports').flatMap(port => {
      const named = whole(port, 'port') ?? text(port, 'name');
      return text(port, 'protocol') === 'HTTPS' && named !== undefined
        ? [named]
        : [];
    }),
  };
}

function trimHosts(rule: unknown): readonly AzureHostRewrite[] {
  return items(rule, 'rewrites').flatMap(rewrite => {
    const header = items(rewrite, 'requestHeaderModifier', 'set').find(
      one => text(one, 'name')?.toLowerCase() === 'host',
    );
    const value =
      text(rewrite, 'urlRewrite', 'hostname') ?? text(header, 'value');
    return value === undefined
      ? []
      : [{ of: text(rule, 'host') ?? null, value }];
  });
}
