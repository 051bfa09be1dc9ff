import type { LoggerService } from '@backstage/backend-plugin-api';
import type { ClusterConfig, ConfiguredClusters } from './ClusterConfig';

interface ClusterRosterOptions {
  readonly configured: ConfiguredClusters;
  /** Names of the clusters that the Kubernetes plugin has. */
  readonly askKubernetesPlugin: () => Promise<readonly string[]>;
  readonly logger: LoggerService;
}

/** Which clusters are to be followed, and whether these are all. */
export interface Roster {
  readonly clusters: readonly ClusterConfig[];
  /** False while the Kubernetes plugin cannot be asked: it may have more. */
  readonly isComplete: boolean;
}

/** The clusters that the configuration names, and those that the Kubernetes plugin has now. */
export class ClusterRoster {
  readonly #options: ClusterRosterOptions;
  #ofPlugin: readonly ClusterConfig[] = [];

  constructor(options: ClusterRosterOptions) {
    this.#options = options;
  }

  /** Whether the roster may change. */
  get changes(): boolean {
    return this.#options.configured.allOfKubernetesPlugin;
  }

  async read(): Promise<Roster> {
    const { clusters, allOfKubernetesPlugin } = this.#options.configured;
    if (!allOfKubernetesPlugin) return { clusters, isComplete: true };
    const isComplete = await this.#ask();
    const named = new Set(clusters.map(({ name }) => name));
    return {
      clusters: [
        ...clusters,
        ...this.#ofPlugin.filter(({ name }) => !named.has(name)),
      ],
      isComplete,
    };
  }

  async #ask(): Promise<boolean> {
    const { askKubernetesPlugin, logger } = this.#options;
    try {
      const names = await askKubernetesPlugin();
      this.#ofPlugin = names.map(name => ({
        name,
        source: { type: 'kubernetes-plugin', options: {} },
      }));
      return true;
    } catch (error) {
      logger.warn(
        `Cannot ask the Kubernetes plugin for its clusters; those that it named before are followed: ${error}`,
      );
      return false;
    }
  }
}
