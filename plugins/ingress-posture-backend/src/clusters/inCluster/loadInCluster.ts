import { KubeConfig } from '@kubernetes/client-node';

/** The cluster that this process runs in, as the service account of its pod. */
export function loadInCluster(): KubeConfig {
  if (!process.env.KUBERNETES_SERVICE_HOST) {
    throw new Error(
      'The source "in-cluster" is for a backend that runs in a pod, and this one does not: KUBERNETES_SERVICE_HOST is not set. Use the source "kubeconfig" instead.',
    );
  }
  const config = new KubeConfig();
  config.loadFromCluster();
  return config;
}
