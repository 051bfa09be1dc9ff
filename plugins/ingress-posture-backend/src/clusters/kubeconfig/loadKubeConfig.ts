import { KubeConfig } from '@kubernetes/client-node';

/** Loads a kubeconfig file, or what kubectl would use, and selects the context. */
export function loadKubeConfig(options: {
  readonly path?: string;
  readonly context?: string;
}): KubeConfig {
  const config = new KubeConfig();
  const place = options.path ?? "kubectl's default kubeconfig";
  try {
    if (options.path === undefined) {
      config.loadFromDefault();
    } else {
      config.loadFromFile(options.path);
    }
  } catch (error) {
    throw new Error(
      `Cannot load the kubeconfig ${place}: ${withoutContent(error)}`,
    );
  }
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
