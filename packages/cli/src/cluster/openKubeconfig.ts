import type { Cluster, KubeConfig } from '@kubernetes/client-node';
import { messageOf } from '../usage/messageOf';
import { UsageError } from '../usage/usageError';
import { kubernetesClient } from './kubernetesClient';

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
  if (kubeconfig === undefined && isMadeUp(config)) {
    throw new UsageError(
      `no kubeconfig was found, by KUBECONFIG or as .kube/config in your home: there is no context '${context}'`,
    );
  }
  const chosen = context ?? config.getCurrentContext();
  if (!config.getContextObject(chosen)) {
    const known = config.getContexts().map(({ name }) => name);
    throw new UsageError(
      `${place} has no context '${chosen}'; it has ${
        known.join(', ') || 'none'
      }`,
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
  const config = loadKubeconfig(kubeconfig);
  return isMadeUp(config) ? [] : config.getContexts().map(({ name }) => name);
}

function loadKubeconfig(kubeconfig: string | undefined): KubeConfig {
  const config = new (kubernetesClient().KubeConfig)();
  try {
    if (kubeconfig === undefined) config.loadFromDefault();
    else config.loadFromFile(kubeconfig);
  } catch (error) {
    // A YAML parser draws the place below its sentence.
    const [sentence] = messageOf(error).split('\n');
    throw new UsageError(`${placeOf(kubeconfig)} cannot be read: ${sentence}`);
  }
  return config;
}

function placeOf(kubeconfig: string | undefined): string {
  return kubeconfig ?? 'the kubeconfig of kubectl';
}

/** Whether it is what the client takes where there is none: a cluster on this machine (its loadFromDefault). */
function isMadeUp(config: KubeConfig): boolean {
  const [only, ...more] = config.getClusters();
  return more.length === 0 && only?.server === 'http://localhost:8080';
}
