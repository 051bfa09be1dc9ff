import { KubeConfig } from '@kubernetes/client-node';
import { isIPv6 } from 'node:net';
import { join } from 'node:path';

// Where Kubernetes mounts it into every pod that has a service account.
const SERVICE_ACCOUNT = '/var/run/secrets/kubernetes.io/serviceaccount';

/**
 * The cluster that this process runs in, as the service account of its pod. `path`: the folder with its
 * token and the cluster's CA, where they are mounted somewhere else.
 */
export function loadInCluster({
  path = SERVICE_ACCOUNT,
}: { readonly path?: string } = {}): KubeConfig {
  const { KUBERNETES_SERVICE_HOST: host, KUBERNETES_SERVICE_PORT: port } =
    process.env;
  if (!host || !port) {
    throw new Error(
      'The source "in-cluster" is for a backend that runs in a pod, and this one does not: KUBERNETES_SERVICE_HOST is not set. Use the source "kubeconfig" instead.',
    );
  }
  const config = new KubeConfig();
  config.loadFromClusterAndUser(
    {
      name: 'in-cluster',
      server: `https://${isIPv6(host) ? `[${host}]` : host}:${port}`,
      caFile: join(path, 'ca.crt'),
      skipTLSVerify: false,
    },
    {
      name: 'in-cluster',
      // Read again now and then: the kubelet renews the token in place.
      authProvider: {
        name: 'tokenFile',
        config: { tokenFile: join(path, 'token') },
      },
    },
  );
  return config;
}
