// Which control plane a pod's proxy belongs to: the injector writes the revision that it really is, where labels
// may name a tag. Istio pkg/kube/inject/webhook.go; each has a MeshConfig of its own (pilot/pkg/bootstrap/mesh.go).
import type { ClusterState } from '../../state/clusterState';
import { objectName } from '../../state/evidence';
import { Pod, pods } from '../../state/kinds/pod';
import { indexBy } from '../../state/objectIndex';
import { sameValue } from '../../state/sameValue';
import { meshOf, proxyRole } from '../workload/membership';
import {
  defaultRevision,
  isDefaultOpen,
  MeshConfig,
  meshConfig,
  meshConfigOf,
} from './meshConfig';

const annotation = 'istio.io/rev';

// A ztunnel's own chart writes the same (manifests/charts/ztunnel/templates/daemonset.yaml).
const ztunnelsByNode = indexBy(pods, ({ meta, nodeName }) =>
  meta.labels.app === 'ztunnel' && nodeName !== undefined ? [nodeName] : [],
);

/** The revision of a pod's proxy; of a pod in ambient mode, that of the ztunnel of its node. */
export function revisionOf(state: ClusterState, pod: Pod): string {
  const [proxy] =
    meshOf(pod) === 'ambient' && proxyRole(pod) === 'none'
      ? state.lookup(ztunnelsByNode, pod.nodeName ?? '')
      : [pod];
  return proxy?.meta.annotations[annotation] || defaultRevision;
}

/** The mesh configuration that a pod's proxy is made with; the default revision's where its own was not read. */
export function meshConfigFor(state: ClusterState, pod: Pod): MeshConfig {
  return meshConfigOf(state, revisionOf(state, pod)) ?? state.read(meshConfig);
}

/** What an answer leans on where the MeshConfig of a pod's proxy is not what istiod could have read. */
export function meshConfigDoubts(
  state: ClusterState,
  pod: Pod,
): readonly string[] {
  const { source, isReadable } = meshConfigFor(state, pod);
  if (!source || isReadable) return [];
  return [
    `${objectName(
      source,
    )} has no YAML under the key mesh: Istio's defaults are taken for it, while istiod goes on with what it read before, or does not start.`,
  ];
}

// Settings that are followed for each revision. What the others change is worked out for the default one only.
const followed: ReadonlySet<string> = new Set<keyof MeshConfig>([
  'source',
  'isReadable',
  'rootNamespace',
  'enableAutoMtls',
  'outboundTrafficPolicy',
  'protocolDetectionTimeout',
  'interceptionMode',
]);

// What gateways alone go by.
const ofGateways: ReadonlySet<string> = new Set<keyof MeshConfig>([
  'ingressControllerMode',
  'ingressClass',
  'ingressSelector',
  'ingressService',
]);

/** What an answer about a pod of another revision leans on. */
export function revisionDoubts(
  state: ClusterState,
  pod: Pod,
): readonly string[] {
  const revision = revisionOf(state, pod);
  if (revision === defaultRevision) return defaultDoubts(state, pod);
  const own = meshConfigOf(state, revision);
  const follows = `${objectName(pod)} follows revision ${revision} of Istio`;
  if (!own) {
    return [
      `${follows}, whose MeshConfig (ConfigMap istio-${revision}) is not read.`,
    ];
  }
  const shared = state.read(meshConfig);
  const other = Object.keys(own).filter(
    field =>
      !followed.has(field) &&
      (proxyRole(pod) === 'gateway' || !ofGateways.has(field)) &&
      !sameValue(
        own[field as keyof MeshConfig],
        shared[field as keyof MeshConfig],
      ),
  );
  if (other.length === 0) return [];
  return [
    `${follows}, whose MeshConfig has a ${other.join(
      ' and a ',
    )} of its own; services and routes are taken as the default revision sees them.`,
  ];
}

function defaultDoubts(state: ClusterState, pod: Pod): readonly string[] {
  return isDefaultOpen(state)
    ? [
        `${objectName(
          pod,
        )} names no revision of Istio, and several are installed whose MeshConfigs differ: Istio's defaults are taken for it.`,
      ]
    : [];
}
