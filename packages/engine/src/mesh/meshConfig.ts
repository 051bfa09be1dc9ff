// MeshConfig and its defaults: istio pkg/config/mesh/mesh.go, pilot/pkg/bootstrap/mesh.go.
import { parse } from 'yaml';
import { bucket, deriveValue } from '../state/derived';
import { ConfigMap, configMapsByName } from '../state/kinds/configMap';
import { LabelSelector, trimSelector } from '../state/labelSelector';
import { flag, items, text } from '../state/read';

export type OutboundPolicy =
  | 'ALLOW_ANY'
  | 'REGISTRY_ONLY'
  | 'ALLOW_ANY_DYNAMIC_DNS';

export interface MeshConfig {
  /** Where it was read; undefined: defaults only. */
  readonly source?: ConfigMap;
  readonly rootNamespace: string;
  readonly trustDomain: string;
  readonly enableAutoMtls: boolean;
  /** Namespaces that the control plane looks at; none: all. */
  readonly discoverySelectors: readonly LabelSelector[];
  readonly outboundTrafficPolicy: OutboundPolicy;
  readonly defaultServiceExportTo: readonly string[];
  readonly defaultVirtualServiceExportTo: readonly string[];
  readonly defaultDestinationRuleExportTo: readonly string[];
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

/** The mesh configuration of the default revision. */
export const meshConfig = deriveValue(
  [bucket(configMapsByName, 'istio')],
  state => {
    const all = state.lookup(configMapsByName, 'istio');
    const source =
      all.find(one => one.meta.namespace === installNamespace) ?? all[0];
    return readMeshConfig(source);
  },
);

function readMeshConfig(source: ConfigMap | undefined): MeshConfig {
  const mesh = parseYaml(source?.data.mesh);
  const exported = (field: string) => {
    const names = items(mesh, field).filter(
      (one): one is string => typeof one === 'string',
    );
    return names.length > 0 ? names : everywhere;
  };
  return {
    ...(source && { source }),
    rootNamespace:
      text(mesh, 'rootNamespace') ?? source?.meta.namespace ?? installNamespace,
    trustDomain: text(mesh, 'trustDomain') ?? 'cluster.local',
    enableAutoMtls: flag(mesh, 'enableAutoMtls') ?? true,
    discoverySelectors: items(mesh, 'discoverySelectors').map(trimSelector),
    outboundTrafficPolicy: outboundPolicy(mesh),
    defaultServiceExportTo: exported('defaultServiceExportTo'),
    defaultVirtualServiceExportTo: exported('defaultVirtualServiceExportTo'),
    defaultDestinationRuleExportTo: exported('defaultDestinationRuleExportTo'),
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

function parseYaml(source: string | undefined): unknown {
  try {
    return source === undefined ? undefined : parse(source);
  } catch {
    return undefined;
  }
}
