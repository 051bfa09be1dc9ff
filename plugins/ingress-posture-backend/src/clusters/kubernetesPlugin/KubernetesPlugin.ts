import type {
  AuthService,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import { ResponseError } from '@backstage/errors';
import { z } from 'zod';
import type { PluginAccess } from './PluginAccess';

const clustersSchema = z.looseObject({
  items: z.array(z.looseObject({ name: z.string() })),
});

const PLUGIN = 'kubernetes';

/** The Kubernetes plugin of this Backstage, asked as this plugin. */
export class KubernetesPlugin {
  readonly #auth: AuthService;
  readonly #discovery: DiscoveryService;

  constructor(options: {
    readonly auth: AuthService;
    readonly discovery: DiscoveryService;
  }) {
    this.#auth = options.auth;
    this.#discovery = options.discovery;
  }

  /** Its address, and a token for it. */
  async access(): Promise<PluginAccess> {
    const { token } = await this.#auth.getPluginRequestToken({
      onBehalfOf: await this.#auth.getOwnServiceCredentials(),
      targetPluginId: PLUGIN,
    });
    return { url: await this.#discovery.getBaseUrl(PLUGIN), token };
  }

  /** Names of the clusters that it has. */
  async clusters(): Promise<readonly string[]> {
    const { url, token } = await this.access();
    const response = await fetch(`${url}/clusters`, {
      headers: { Authorization: `Bearer ${token}` },
    });
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    const { items } = clustersSchema.parse(await response.json());
    return items.map(({ name }) => name).sort();
  }
}
