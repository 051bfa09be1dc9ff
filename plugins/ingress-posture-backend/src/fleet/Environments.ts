import type { Config } from '@backstage/config';

interface Rule {
  readonly environment: string;
  /** The name of a cluster; an asterisk at its end stands for any end. */
  readonly pattern: string;
}

/** Which environment each cluster is of, by `ingressPosture.environments`; the first rule that fits counts. */
export class Environments {
  readonly #rules: readonly Rule[];

  constructor(rules: readonly Rule[]) {
    this.#rules = rules;
  }

  /** Reads `ingressPosture.environments`. */
  static fromConfig(config: Config): Environments {
    const environments = config.getOptionalConfig(
      'ingressPosture.environments',
    );
    const rules = (environments?.keys() ?? []).flatMap(environment =>
      environments!
        .getStringArray(environment)
        .map(pattern => ({ environment, pattern })),
    );
    return new Environments(rules);
  }

  /** The environment of a cluster; undefined when no rule names it. */
  of(cluster: string): string | undefined {
    return this.#rules.find(({ pattern }) => fits(pattern, cluster))
      ?.environment;
  }
}

function fits(pattern: string, cluster: string): boolean {
  return pattern.endsWith('*')
    ? cluster.startsWith(pattern.slice(0, -1))
    : cluster === pattern;
}
