import { defineKind } from '../kindDefinition';
import { KubeObject } from '../meta';
import { at, items, text, texts, whole } from '../read';
import { ApisixPlugin, trimApisixPlugins } from './apisixPlugin';
import { falseConditions, Refusable, withRefusals } from './refusal';

const group = 'apisix.apache.org';

/** A Service of the route's own namespace. */
export interface ApisixBackend {
  readonly service: string;
  readonly port?: number | string;
  /** `service` or `endpoint`; unset is `endpoint`. */
  readonly resolveGranularity?: string;
  readonly weight?: number;
}

export interface ApisixRule {
  readonly protocol: 'http' | 'stream';
  readonly hosts: readonly string[];
  readonly paths: readonly string[];
  readonly backends: readonly ApisixBackend[];
  /** Names of ApisixUpstreams that it leads to, too. */
  readonly upstreams: readonly string[];
  /** Plugins of its own. */
  readonly plugins: readonly ApisixPlugin[];
  /** ApisixPluginConfig that adds plugins. */
  readonly pluginConfig?: string;
  /** Namespace of that, where it is not the route's. */
  readonly pluginNamespace?: string;
  /** Path of the rule inside the object, for evidence. */
  readonly field: string;
}

/** APISIX's own route. */
export interface ApisixRoute extends Refusable {
  readonly kind: 'ApisixRoute';
  readonly className?: string;
  readonly rules: readonly ApisixRule[];
}

export const apisixRoutes = defineKind<ApisixRoute>({
  group,
  kind: 'ApisixRoute',
  plural: 'apisixroutes',
  versions: ['v2'],
  namespaced: true,
  purpose: 'routes of APISIX',
  trim: (object, meta) => {
    const className = text(object, 'spec', 'ingressClassName');
    return {
      kind: 'ApisixRoute',
      meta,
      ...(className !== undefined && { className }),
      rules: [
        ...items(object, 'spec', 'http').map(trimHttp),
        ...items(object, 'spec', 'stream').map(trimStream),
      ],
      ...withRefusals(
        falseConditions(at(object, 'status'), 'status', [
          'Accepted',
          'ResourcesAvailable',
        ]),
      ),
    };
  },
});

function trimHttp(rule: unknown, index: number): ApisixRule {
  const pluginConfig = text(rule, 'plugin_config_name');
  const pluginNamespace = text(rule, 'plugin_config_namespace');
  return {
    protocol: 'http',
    hosts: texts(rule, 'match', 'hosts'),
    paths: texts(rule, 'match', 'paths'),
    backends: items(rule, 'backends').flatMap(trimBackend),
    upstreams: items(rule, 'upstreams').flatMap(one => text(one, 'name') ?? []),
    plugins: trimApisixPlugins(rule, 'plugins'),
    ...(pluginConfig !== undefined && { pluginConfig }),
    ...(pluginNamespace !== undefined && { pluginNamespace }),
    field: `spec.http[${index}]`,
  };
}

/** Plugins that routes and Ingresses name, or that all have. */
export interface ApisixPlugins extends KubeObject {
  readonly kind: 'ApisixPluginConfig' | 'ApisixGlobalRule';
  readonly className?: string;
  readonly plugins: readonly ApisixPlugin[];
}

function pluginsKind(kind: ApisixPlugins['kind'], purpose: string) {
  return defineKind<ApisixPlugins>({
    group,
    kind,
    plural: `${kind.toLowerCase()}s`,
    versions: ['v2'],
    namespaced: true,
    purpose,
    trim: (object, meta) => {
      const className = text(object, 'spec', 'ingressClassName');
      return {
        kind,
        meta,
        ...(className !== undefined && { className }),
        plugins: trimApisixPlugins(object, 'spec', 'plugins'),
      };
    },
  });
}

export const apisixPluginConfigs = pluginsKind(
  'ApisixPluginConfig',
  'the Host that APISIX sends for some routes, and whom it asks about requests',
);
export const apisixGlobalRules = pluginsKind(
  'ApisixGlobalRule',
  'the Host that APISIX sends, and whom it asks about requests',
);

function trimStream(rule: unknown, index: number): ApisixRule {
  const host = text(rule, 'match', 'host');
  return {
    protocol: 'stream',
    hosts: host === undefined ? [] : [host],
    paths: [],
    backends: trimBackend(at(rule, 'backend')),
    upstreams: [],
    plugins: [],
    field: `spec.stream[${index}]`,
  };
}

function trimBackend(backend: unknown): ApisixBackend[] {
  const service = text(backend, 'serviceName');
  if (service === undefined) return [];
  const port = whole(backend, 'servicePort') ?? text(backend, 'servicePort');
  const resolveGranularity = text(backend, 'resolveGranularity');
  const weight = whole(backend, 'weight');
  return [
    {
      service,
      ...(port !== undefined && { port }),
      ...(resolveGranularity !== undefined && { resolveGranularity }),
      ...(weight !== undefined && { weight }),
    },
  ];
}

/** A name outside the cluster, or one of a Service, that an ApisixUpstream leads to. */
export interface ApisixNode {
  readonly name: string;
  readonly port?: number;
}

/** How APISIX speaks to what it sends requests to. */
export interface ApisixSending {
  readonly scheme?: string;
  /** `pass`, `node` or `rewrite`. */
  readonly passHost?: string;
  readonly upstreamHost?: string;
}

/** Settings of APISIX for the Service of the same name, in its namespace, or a backend of its own. */
export interface ApisixUpstream extends KubeObject, ApisixSending {
  readonly kind: 'ApisixUpstream';
  /** What it leads to by names of the DNS. */
  readonly domains: readonly ApisixNode[];
  /** Services of type ExternalName in its namespace that it leads to. */
  readonly externalNames: readonly ApisixNode[];
  /** What it says of single ports of the Service. */
  readonly ports: readonly (ApisixSending & { readonly port?: number })[];
}

export const apisixUpstreams = defineKind<ApisixUpstream>({
  group,
  kind: 'ApisixUpstream',
  plural: 'apisixupstreams',
  versions: ['v2'],
  namespaced: true,
  purpose: 'Host and TLS that APISIX sends to a Service',
  trim: (object, meta) => ({
    kind: 'ApisixUpstream',
    meta,
    domains: nodesOf(object, 'Domain').flatMap(trimNode),
    externalNames: nodesOf(object, 'Service').flatMap(trimNode),
    ports: items(object, 'spec', 'portLevelSettings').map(trimPort),
    ...trimSending(at(object, 'spec')),
  }),
});

function nodesOf(object: unknown, type: string): readonly unknown[] {
  return items(object, 'spec', 'externalNodes').filter(
    node => text(node, 'type') === type,
  );
}

function trimNode(node: unknown): ApisixNode[] {
  const name = text(node, 'name');
  const port = whole(node, 'port');
  return name === undefined
    ? []
    : [{ name, ...(port !== undefined && { port }) }];
}

function trimPort(one: unknown): ApisixUpstream['ports'][number] {
  const port = whole(one, 'port');
  return { ...(port !== undefined && { port }), ...trimSending(one) };
}

/** The same settings for the Services that it targets, whatever leads to them. */
export interface ApisixTrafficPolicy extends KubeObject, ApisixSending {
  readonly kind: 'BackendTrafficPolicy';
  readonly targets: readonly {
    readonly service: string;
    /** Name of the one port of the Service that it is for. */
    readonly portName?: string;
  }[];
}

export const apisixTrafficPolicies = defineKind<ApisixTrafficPolicy>({
  group,
  kind: 'BackendTrafficPolicy',
  plural: 'backendtrafficpolicies',
  versions: ['v1alpha1'],
  namespaced: true,
  purpose:
    'Host and TLS that APISIX sends to the backends of Ingresses and HTTPRoutes',
  trim: (object, meta) => ({
    kind: 'BackendTrafficPolicy',
    meta,
    targets: items(object, 'spec', 'targetRefs').flatMap(ref => {
      const service = text(ref, 'name');
      const portName = text(ref, 'sectionName');
      const isService = (text(ref, 'kind') ?? 'Service') === 'Service';
      return isService && service !== undefined
        ? [{ service, ...(portName !== undefined && { portName }) }]
        : [];
    }),
    ...trimSending(at(object, 'spec')),
  }),
});

function trimSending(spec: unknown): ApisixSending {
  const scheme = text(spec, 'scheme');
  const passHost = text(spec, 'passHost');
  const upstreamHost = text(spec, 'upstreamHost');
  return {
    ...(scheme !== undefined && { scheme }),
    ...(passHost !== undefined && { passHost }),
    ...(upstreamHost !== undefined && { upstreamHost }),
  };
}
