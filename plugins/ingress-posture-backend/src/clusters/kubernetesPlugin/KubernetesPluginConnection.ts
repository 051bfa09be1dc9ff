import http from 'node:http';
import https from 'node:https';
import { performance } from 'node:perf_hooks';
import type {
  ApiAnswer,
  ApiConnection,
  ApiRequest,
} from '../apiserver/ApiConnection';
import { sendRequest } from '../apiserver/sendRequest';
import type { PluginAccess } from './PluginAccess';

// Tokens between plugins are good for an hour, and are made for each request elsewhere.
const TOKEN_MS = 5 * 60_000;

/**
 * An API server through the proxy endpoint of the Kubernetes plugin, which adds the credentials that it
 * has for the cluster.
 */
export class KubernetesPluginConnection implements ApiConnection {
  readonly #cluster: string;
  readonly #ask: () => Promise<PluginAccess>;
  readonly #agents = {
    http: new http.Agent({ keepAlive: true }),
    https: new https.Agent({ keepAlive: true }),
  };
  #access: Promise<PluginAccess> | undefined;
  #askedAt = 0;

  constructor(cluster: string, ask: () => Promise<PluginAccess>) {
    this.#cluster = cluster;
    this.#ask = ask;
  }

  get server(): string {
    return `cluster ${this.#cluster} of the Kubernetes plugin`;
  }

  async open({ target, headers, signal }: ApiRequest): Promise<ApiAnswer> {
    const { url, token } = await this.#currentAccess();
    return sendRequest(
      `${url}/proxy`,
      {
        target,
        signal,
        headers: {
          ...headers,
          Authorization: `Bearer ${token}`,
          'Backstage-Kubernetes-Cluster': this.#cluster,
        },
      },
      {
        agent: url.startsWith('http:') ? this.#agents.http : this.#agents.https,
      },
    );
  }

  refused(): void {
    this.#access = undefined;
  }

  close(): void {
    Object.values(this.#agents).forEach(agent => agent.destroy());
  }

  async #currentAccess(): Promise<PluginAccess> {
    const isOld = performance.now() - this.#askedAt > TOKEN_MS;
    if (!this.#access || isOld) {
      this.#askedAt = performance.now();
      this.#access = this.#ask();
    }
    try {
      return await this.#access;
    } catch (error) {
      this.#access = undefined;
      throw error;
    }
  }
}
