import { meshOfTemplate } from '../../completion/injectionOfTemplate';
import { ownerOf } from '../../ingress/edges/owner';
import { meshOf } from '../../mesh';
import type { ClusterState } from '../../state/clusterState';
import { namespaces } from '../../state/kinds/namespace';
import type { Pod } from '../../state/kinds/pod';
import type { Labels } from '../../state/read';

// istio pkg/kube/inject/initializer.go
const neverInjected: ReadonlySet<string> = new Set([
  'kube-system',
  'kube-public',
  'kube-node-lease',
  'local-path-storage',
]);

// Workloads that make their pods anew when their template changes.
const rolledOut: ReadonlySet<string> = new Set([
  'Deployment',
  'DaemonSet',
  'StatefulSet',
]);

/**
 * Whether Istio's webhook would inject a pod that asks for it (istio pkg/kube/inject/inject.go), and
 * there is a workload to ask through.
 */
export function isInjectable(pod: Pod): boolean {
  return (
    !pod.hostNetwork &&
    !neverInjected.has(pod.meta.namespace) &&
    isRolledOut(pod)
  );
}

/** Whether a workload makes the pod anew when its template changes. */
export function isRolledOut(pod: Pod): boolean {
  return rolledOut.has(ownerOf(pod).kind);
}

/**
 * Whether a pod that is made anew is in the mesh as it is now. Its namespace may say something else since it was made:
 * a restart would take its sidecar away then, or give it one.
 */
export function keepsMesh(state: ClusterState, pod: Pod): boolean {
  const anew = meshAnew(state, pod);
  return anew === undefined || anew === meshOf(pod);
}

/** Whether ambient captures a pod that is made anew with its label: a sidecar, where one is asked for, comes first. */
export function entersAmbient(state: ClusterState, pod: Pod): boolean {
  const labels = { 'istio.io/dataplane-mode': 'ambient' };
  const anew = meshAnew(state, pod, labels);
  return anew === undefined || anew === 'ambient';
}

/** The mesh of a pod that is made anew, with some labels more; undefined where its namespace was not read. */
function meshAnew(state: ClusterState, pod: Pod, added: Labels = {}) {
  const { namespace, labels, annotations } = pod.meta;
  const found = state.get(namespaces, '', namespace);
  if (!found) return undefined;
  const template = {
    metadata: { labels: { ...labels, ...added }, annotations },
    spec: { hostNetwork: pod.hostNetwork },
  };
  return meshOfTemplate(state, template, namespace, found.meta.labels).mesh;
}

/** Labels by which a pod asks for the sidecar that its peers have. */
export function injectionLabels(
  peers: readonly Pod[],
): Readonly<Record<string, string>> {
  const revision = peers
    .map(pod => pod.meta.annotations['sidecar.istio.io/status'])
    .flatMap(status => /"revision":"([^"]+)"/.exec(status ?? '')?.[1] ?? [])[0];
  return {
    'sidecar.istio.io/inject': 'true',
    ...(revision !== undefined &&
      revision !== 'default' && { 'istio.io/rev': revision }),
  };
}
