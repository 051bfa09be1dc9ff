// MeshConfig and its defaults: istio pkg/config/mesh/mesh.go, pilot/pkg/bootstrap/mesh.go.
import type { ClusterState } from '../../state/clusterState';
import { bucket, deriveValue } from '../../state/derived';
import { ConfigMap, configMaps } from '../../state/kinds/configMap';
import { mutatingWebhooks } from '../../state/kinds/webhook';
import { LabelSelector, trimSelector } from '../../state/labelSelector';
import { indexBy } from '../../state/objectIndex';
import { flag, items, text, texts } from '../../state/read';
import { sameValue } from '../../state/sameValue';
import { EntryVisibilities, readEntryVisibilities } from './entryVisibilities';
import { parseYaml, unreadable } from './istioYaml';

export type OutboundPolicy =
  | 'ALLOW_ANY'
  | 'REGISTRY_ONLY'
  | 'ALLOW_ANY_DYNAMIC_DNS';

export interface MeshConfig {
  /** Where it was read; undefined: defaults only. */
  readonly source?: ConfigMap;
  /** Whether it is YAML at all; what is not counts as empty. */
  readonly isReadable: boolean;
  readonly rootNamespace: string;
  readonly trustDomain: string;
  /** Names that the mesh goes by besides. */
  readonly trustDomainAliases: readonly string[];
  readonly enableAutoMtls: boolean;
  /** Namespaces that the control plane looks at; none: all. */
  readonly discoverySelectors: readonly LabelSelector[];
  readonly outboundTrafficPolicy: OutboundPolicy;
  readonly defaultServiceExportTo: readonly string[];
  readonly defaultVirtualServiceExportTo: readonly string[];
  readonly defaultDestinationRuleExportTo: readonly string[];
  /** How widely ServiceEntries are seen; undefined: as they are exported. */
  readonly entryVisibility?: EntryVisibilities;
  /** How long a proxy waits for a client's first bytes where it goes by them; `0s`: for ever. */
  readonly protocolDetectionTimeout: string;
  /** How sidecars are given traffic that pods say nothing of: REDIRECT, TPROXY, NONE. */
  readonly interceptionMode: string;
  /** OFF, DEFAULT, STRICT. */
  readonly ingressControllerMode: string;
  readonly ingressClass: string;
  readonly ingressSelector: string;
  readonly ingressService: string;
}

/** The domain that names of Services end in. */
export const clusterDomain = 'cluster.local';

const everywhere = ['*'];
const installNamespace = 'istio-system';

/** The revision of a control plane that was installed without one. */
export const defaultRevision = 'default';

const key = 'mesh';

const ofControlPlanes = indexBy(configMaps, one =>
  revisionConfiguredBy(one) === undefined ? [] : [key],
);

// Other ConfigMaps of Istio's have names like these too, but no mesh in them.
function revisionConfiguredBy({ meta, data }: ConfigMap): string | undefined {
  if (meta.name === 'istio') return defaultRevision;
  const named = meta.name.startsWith('istio-') && data[key] !== undefined;
  return named ? meta.name.slice('istio-'.length) : undefined;
}

/** What was read, by revision. */
const meshConfigs = deriveValue(
  [bucket(ofControlPlanes, key)],
  (state): ReadonlyMap<string, MeshConfig> => {
    const all = state.lookup(ofControlPlanes, key);
    const installed = (one: ConfigMap) =>
      one.meta.namespace === installNamespace;
    const found = new Map<string, MeshConfig>();
    for (const one of [
      ...all.filter(installed),
      ...all.filter(other => !installed(other)),
    ]) {
      const revision = revisionConfiguredBy(one);
      if (revision !== undefined && !found.has(revision))
        found.set(revision, readMeshConfig(one));
    }
    return found;
  },
);

/** What of it is installed: in Istio's own namespace, or by a revision that has an injector. */
const installedConfigs = deriveValue(
  [meshConfigs, mutatingWebhooks],
  (state): readonly MeshConfig[] => {
    const injecting = new Set(
      state.list(mutatingWebhooks).map(one => one.meta.labels['istio.io/rev']),
    );
    return [...state.read(meshConfigs)].flatMap(([revision, one]) =>
      one.source?.meta.namespace === installNamespace || injecting.has(revision)
        ? [one]
        : [],
    );
  },
);

/** The revision that the tag "default" stands for (manifests/charts/default/templates/mutatingwebhook.yaml). */
const taggedDefault = deriveValue([mutatingWebhooks], state =>
  state
    .list(mutatingWebhooks)
    .filter(one => one.meta.labels['istio.io/tag'] === defaultRevision)
    .map(one => one.meta.labels['istio.io/rev'])
    .find(one => one !== undefined),
);

/**
 * The mesh configuration of the default revision; where there is none, that of the revision which is tagged as it, else
 * what all that is installed agrees on.
 */
export const meshConfig = deriveValue(
  [meshConfigs, installedConfigs, taggedDefault],
  state => {
    const all = state.read(meshConfigs);
    const tagged = all.get(state.read(taggedDefault) ?? defaultRevision);
    return (
      all.get(defaultRevision) ??
      tagged ??
      agreedOn(state.read(installedConfigs)) ??
      readMeshConfig(undefined)
    );
  },
);

/** Whether nothing says which of several revisions that differ is the default one. */
export function isDefaultOpen(state: ClusterState): boolean {
  const all = state.read(meshConfigs);
  const installed = state.read(installedConfigs);
  return (
    installed.length > 0 &&
    !all.has(defaultRevision) &&
    !all.has(state.read(taggedDefault) ?? defaultRevision) &&
    agreedOn(installed) === undefined
  );
}

function agreedOn(all: readonly MeshConfig[]): MeshConfig | undefined {
  const [first, ...others] = all;
  const agrees = (one: MeshConfig) =>
    sameValue({ ...one, source: undefined }, { ...first, source: undefined });
  return others.every(agrees) ? first : undefined;
}

/** The configuration of a revision; undefined where its ConfigMap was not read. */
export function meshConfigOf(
  state: ClusterState,
  revision: string,
): MeshConfig | undefined {
  const found = state.read(meshConfigs).get(revision);
  // A mesh of defaults needs no ConfigMap.
  return (
    found ?? (revision === defaultRevision ? state.read(meshConfig) : undefined)
  );
}

function readMeshConfig(source: ConfigMap | undefined): MeshConfig {
  const mesh = parseYaml(source?.data[key] ?? '');
  const exported = (field: string) => {
    const names = items(mesh, field).filter(
      (one): one is string => typeof one === 'string',
    );
    return names.length > 0 ? names : everywhere;
  };
  const entryVisibility = readEntryVisibilities(mesh);
  return {
    ...(source && { source }),
    isReadable: mesh !== unreadable,
    rootNamespace:
      text(mesh, 'rootNamespace') ?? source?.meta.namespace ?? installNamespace,
    trustDomain: text(mesh, 'trustDomain') ?? 'cluster.local',
    trustDomainAliases: texts(mesh, 'trustDomainAliases'),
    enableAutoMtls: flag(mesh, 'enableAutoMtls') ?? true,
    discoverySelectors: items(mesh, 'discoverySelectors').map(trimSelector),
    outboundTrafficPolicy: outboundPolicy(mesh),
    defaultServiceExportTo: exported('defaultServiceExportTo'),
    defaultVirtualServiceExportTo: exported('defaultVirtualServiceExportTo'),
    defaultDestinationRuleExportTo: exported('defaultDestinationRuleExportTo'),
    ...(entryVisibility && { entryVisibility }),
    protocolDetectionTimeout: text(mesh, 'protocolDetectionTimeout') ?? '0s',
    interceptionMode:
      text(mesh, 'defaultConfig', 'interceptionMode') ?? 'REDIRECT',
    ingressControllerMode: text(mesh, 'ingressControllerMode') ?? 'STRICT',
    ingressClass: text(mesh, 'ingressClass') ?? 'istio',
    ingressSelector: text(mesh, 'ingressSelector') ?? 'ingressgateway',
    ingressService: text(mesh, 'ingressService') ?? 'istio-ingressgateway',
  };
}

function outboundPolicy(mesh: unknown): OutboundPolicy {
  const mode = text(mesh, 'outboundTrafficPolicy', 'mode');
  return mode === 'REGISTRY_ONLY' || mode === 'ALLOW_ANY_DYNAMIC_DNS'
    ? mode
    : 'ALLOW_ANY';
}
