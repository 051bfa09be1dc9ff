import { ownerOf } from '../../ingress/edges/owner';
import type { Pod } from '../../state/kinds/pod';

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
