/** The Kubernetes client, loaded when a cluster is asked: it takes longer to load than most manifests to analyze. */
export function kubernetesClient(): typeof import('@kubernetes/client-node') {
  return require('@kubernetes/client-node');
}
