import type { Cluster, KubeConfig } from '@kubernetes/client-node';
import { UsageError } from '../usage/usageError';
import { loadKubeconfig, placeOf } from './loadKubeconfig';

/** Where to find a cluster, as kubectl's flags of these names say it. */
export interface ClusterAddress {
  readonly kubeconfig?: string;
  readonly context?: string;
}

/** The kubeconfig (kubectl's own without a name) with its context selected. */
export function openKubeconfig({
  kubeconfig,
  context,
}: ClusterAddress): KubeConfig {
  const place = placeOf(kubeconfig);
  const config = loadKubeconfig(kubeconfig);
  if (!config) {
    throw new UsageError(
      `no kubeconfig was found, by KUBECONFIG or as .kube/config in your home: there is no context '${context}'`,
    );
  }
  const chosen = context ?? config.getCurrentContext();
  if (!chosen || !config.getContextObject(chosen)) {
    const lacks = chosen ? `context '${chosen}'` : 'current context';
    const known = config.getContexts().map(({ name }) => name);
    throw new UsageError(
      `${place} has no ${lacks}; it has ${known.join(', ') || 'none'}`,
    );
  }
  config.setCurrentContext(chosen);
  const cluster = config.getCurrentCluster();
  if (!cluster) {
    throw new UsageError(
      `context '${chosen}' names a cluster that ${place} does not have`,
    );
  }
  allowPlain(config, cluster);
  return config;
}

/** Lets the client dial `kubectl proxy`, which speaks HTTP: it wants to hear that there is no TLS to verify. */
function allowPlain(config: KubeConfig, { name, server }: Cluster): void {
  if (!server.startsWith('http:')) return;
  config.clusters = config.clusters.map(one =>
    one.name === name ? { ...one, skipTLSVerify: true } : one,
  );
}

/** The names of the contexts that there are. */
export function contextsIn(kubeconfig: string | undefined): readonly string[] {
  const contexts = loadKubeconfig(kubeconfig)?.getContexts() ?? [];
  return contexts.map(({ name }) => name);
}
