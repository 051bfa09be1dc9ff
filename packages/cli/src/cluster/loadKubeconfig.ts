import type { KubeConfig } from '@kubernetes/client-node';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { messageOf } from '../usage/messageOf';
import { UsageError } from '../usage/usageError';
import { kubernetesClient } from './kubernetesClient';

/** How a kubeconfig is called in a sentence: the file, or kubectl's own. */
export function placeOf(file: string | undefined): string {
  return file ?? 'the kubeconfig of kubectl';
}

/** The kubeconfig in a file; without one what kubectl would go by, undefined where there is none. */
export function loadKubeconfig(
  file: string | undefined,
): KubeConfig | undefined {
  if (file !== undefined) return fromFile(file);
  const { KUBECONFIG } = process.env;
  if (KUBECONFIG) return merged(KUBECONFIG.split(path.delimiter));
  const config = newConfig();
  reading(undefined, () => config.loadFromDefault());
  return isMadeUp(config) ? undefined : config;
}

/** By client-go, tools/clientcmd/loader.go Load: files that are not there are passed over, and the first to have a name counts. */
function merged(named: readonly string[]): KubeConfig | undefined {
  const files = [...new Set(named)].filter(one => existsSync(one));
  if (files.length === 0) return undefined;
  const configs = files.map(fromFile);
  const all = newConfig();
  all.loadFromOptions({
    clusters: firstOfEach(configs.flatMap(one => one.clusters)),
    users: firstOfEach(configs.flatMap(one => one.users)),
    contexts: firstOfEach(configs.flatMap(one => one.contexts)),
    currentContext: configs.map(one => one.currentContext).find(Boolean),
  });
  return all;
}

function firstOfEach<T extends { readonly name: string }>(
  all: readonly T[],
): T[] {
  const byName = new Map<string, T>();
  for (const one of all) if (!byName.has(one.name)) byName.set(one.name, one);
  return [...byName.values()];
}

function fromFile(file: string): KubeConfig {
  const config = newConfig();
  reading(file, () => {
    if (/\S/.test(readFileSync(file, 'utf8'))) config.loadFromFile(file);
  });
  return config;
}

function newConfig(): KubeConfig {
  const config = new (kubernetesClient().KubeConfig)();
  config.loadFromOptions({ clusters: [], users: [], contexts: [] });
  return config;
}

function reading(file: string | undefined, read: () => void): void {
  try {
    read();
  } catch (error) {
    // A YAML parser draws the place below its sentence.
    const [sentence] = messageOf(error).split('\n');
    throw new UsageError(`${placeOf(file)} cannot be read: ${sentence}`);
  }
}

/** Whether it is what the client takes where there is none: a cluster on this machine (its loadFromDefault). */
function isMadeUp(config: KubeConfig): boolean {
  const [only, ...more] = config.getClusters();
  return more.length === 0 && only?.server === 'http://localhost:8080';
}
