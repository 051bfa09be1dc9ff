import type { KubeConfig } from '@kubernetes/client-node';
import http, { RequestOptions } from 'node:http';
import https from 'node:https';
import { performance } from 'node:perf_hooks';
import { isDeepStrictEqual } from 'node:util';
import type {
  ApiAnswer,
  ApiConnection,
  ApiRequest,
} from '../apiserver/ApiConnection';
import { sendRequest } from '../apiserver/sendRequest';

// All watches fail at once, and a kubeconfig may call a command to log in.
const RELOAD_MS = 2_000;

/** An API server as a kubeconfig says, with every way to log in that the Kubernetes client has. */
export class KubeconfigConnection implements ApiConnection {
  readonly #load: () => KubeConfig;
  #config: KubeConfig;
  #loadedAt = performance.now();
  /** Keeps connections between requests for as long as they are made in the same way. */
  #pool: { readonly key: unknown; readonly agent: http.Agent } | undefined;

  /** `load` is called anew when the server refuses the credentials: files are renewed in place. */
  constructor(load: () => KubeConfig) {
    this.#load = load;
    this.#config = load();
  }

  get server(): string {
    return this.#config.getCurrentCluster()?.server ?? '';
  }

  async open(request: ApiRequest): Promise<ApiAnswer> {
    const options: RequestOptions = {};
    await this.#config.applyToHTTPSOptions(options);
    const { headers, auth } = options;
    try {
      return await sendRequest(this.server, request, {
        headers,
        auth,
        agent: this.#agent(options),
      });
    } catch (error) {
      // A certificate that is not trusted may have been renewed, together with the file that names it.
      this.#reload();
      throw error;
    }
  }

  refused(): void {
    this.#reload();
  }

  close(): void {
    this.#pool?.agent.destroy();
    this.#pool = undefined;
  }

  #reload(): void {
    if (performance.now() - this.#loadedAt < RELOAD_MS) return;
    this.#loadedAt = performance.now();
    try {
      this.#config = this.#load();
    } catch {
      // A file that is being written: what was there before is tried until it is done.
    }
  }

  #agent(options: RequestOptions): RequestOptions['agent'] {
    // The client's own agents know the way through a proxy, but keep no connection.
    if (this.#config.getCurrentCluster()?.proxyUrl) return options.agent;
    const tls = withoutUndefined(options as https.AgentOptions);
    if (!this.#pool || !isDeepStrictEqual(this.#pool.key, tls)) {
      this.close();
      const { Agent } = this.server.startsWith('http:') ? http : https;
      this.#pool = { key: tls, agent: new Agent({ ...tls, keepAlive: true }) };
    }
    return this.#pool.agent;
  }
}

/** What a connection is made with, whatever is then asked on it. */
function withoutUndefined(options: https.AgentOptions): https.AgentOptions {
  const { ca, cert, key, pfx, passphrase, servername, rejectUnauthorized } =
    options;
  return Object.fromEntries(
    Object.entries({
      ...{ ca, cert, key, pfx, passphrase },
      ...{ servername, rejectUnauthorized },
    }).filter(([, value]) => value !== undefined),
  );
}
