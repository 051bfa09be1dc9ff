import { KubeConfig } from '@kubernetes/client-node';
import { delimiter } from 'node:path';
import { mergedKubeConfig } from './mergedKubeConfig';

/** Loads a kubeconfig file, or what kubectl would use, and selects the context. */
export function loadKubeConfig(options: {
  readonly path?: string;
  readonly context?: string;
}): KubeConfig {
  const place = options.path ?? "kubectl's default kubeconfig";
  const config = readKubeConfig(options.path, place);
  const context = options.context ?? config.getCurrentContext();
  if (!config.getContextObject(context)) {
    const known = config.getContexts().map(({ name }) => `"${name}"`);
    throw new Error(
      `The kubeconfig ${place} has no context "${context}"; it has ${
        known.join(', ') || 'none'
      }. Change the context of this cluster's source in the config.`,
    );
  }
  config.setCurrentContext(context);
  if (!config.getCurrentCluster()) {
    throw new Error(
      `The context "${context}" of the kubeconfig ${place} names a cluster that the file does not have.`,
    );
  }
  return config;
}

function readKubeConfig(path: string | undefined, place: string): KubeConfig {
  try {
    const { KUBECONFIG } = process.env;
    if (path === undefined && KUBECONFIG) {
      return mergedKubeConfig(KUBECONFIG.split(delimiter));
    }
    const config = new KubeConfig();
    if (path === undefined) config.loadFromDefault();
    else config.loadFromFile(path);
    return config;
  } catch (error) {
    throw new Error(
      `Cannot load the kubeconfig ${place}: ${withoutContent(error)}`,
    );
  }
}

/** What is wrong, and in which line; the YAML parser's own words quote the lines, tokens and all. */
function withoutContent(error: unknown): string {
  const { reason, mark } = error as {
    readonly reason?: unknown;
    readonly mark?: { readonly line?: unknown };
  };
  if (typeof reason === 'string') {
    const line = Number(mark?.line);
    return Number.isNaN(line) ? reason : `line ${line + 1}: ${reason}`;
  }
  return error instanceof Error ? error.message : String(error);
}
