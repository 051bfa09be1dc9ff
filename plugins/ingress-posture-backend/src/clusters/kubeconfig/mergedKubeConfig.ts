import { KubeConfig } from '@kubernetes/client-node';
import { existsSync } from 'node:fs';

/**
 * The kubeconfig that several files are together, as kubectl has it (client-go, tools/clientcmd/loader.go Load):
 * files that are not there are passed over, and of each name the first counts, as does the first current context.
 */
export function mergedKubeConfig(files: readonly string[]): KubeConfig {
  const configs = [...new Set(files)]
    .filter(file => existsSync(file))
    .map(file => {
      const config = new KubeConfig();
      config.loadFromFile(file);
      return config;
    });
  const merged = new KubeConfig();
  merged.loadFromOptions({
    clusters: firstByName(configs.flatMap(one => one.clusters)),
    users: firstByName(configs.flatMap(one => one.users)),
    contexts: firstByName(configs.flatMap(one => one.contexts)),
    currentContext: configs.map(one => one.currentContext).find(Boolean) ?? '',
  });
  return merged;
}

function firstByName<T extends { readonly name: string }>(
  all: readonly T[],
): T[] {
  // Of entries with one key a Map keeps the last.
  return [
    ...new Map([...all].reverse().map(one => [one.name, one])).values(),
  ].reverse();
}
