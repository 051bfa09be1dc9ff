import {
  HttpMethod,
  IsomorphicFetchHttpLibrary,
  KubeConfig,
  ServerConfiguration,
  Watch,
} from '@kubernetes/client-node';
import { z } from 'zod';

/** Query of a request; what is undefined is left out. */
export type KubeQuery = Readonly<Record<string, string | number | undefined>>;

/** An event of a watch. */
export interface WatchEvent {
  readonly type: string;
  readonly object: unknown;
}

/** Who hears of a watch. */
export interface WatchListener {
  /** The server has accepted the watch. */
  onOpen(): void;
  onEvent(event: WatchEvent): void;
}

/** An answer of the API server that is an error; `status` is its HTTP status. */
export class KubeApiError extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.name = 'KubeApiError';
    this.status = status;
  }
}

const statusSchema = z.looseObject({ message: z.string() });

/**
 * Raw reads of one API server, with the kubeconfig's address, certificates and credentials. Raw, because
 * the client's typed lists turn times into objects and know only the kinds of Kubernetes itself.
 */
export class KubeApi {
  readonly #config: KubeConfig;
  readonly #http = new IsomorphicFetchHttpLibrary();

  constructor(config: KubeConfig) {
    this.#config = config;
  }

  /** Address of the API server. */
  get server(): string {
    return this.#config.getCurrentCluster()?.server ?? '';
  }

  /** The JSON at a path. Throws {@link KubeApiError} for an error of the API server. */
  async get(
    path: string,
    query: KubeQuery,
    signal: AbortSignal,
  ): Promise<unknown> {
    const server = new ServerConfiguration(this.server, {});
    const request = server.makeRequestContext(path, HttpMethod.GET);
    for (const [name, value] of Object.entries(query)) {
      if (value !== undefined) {
        request.setQueryParam(name, String(value));
      }
    }
    request.setHeaderParam('Accept', 'application/json');
    request.setSignal(signal);
    await this.#config.applySecurityAuthentication(request);
    const response = await this.#http.send(request).toPromise();
    const body = await response.body.text();
    if (response.httpStatusCode !== 200) {
      throw new KubeApiError(
        response.httpStatusCode,
        messageOf(body) ?? `HTTP ${response.httpStatusCode} of ${path}`,
      );
    }
    return JSON.parse(body);
  }

  /** Hands over events until the server ends the watch. Rejects when it cannot be started or breaks. */
  async watch(
    path: string,
    query: KubeQuery,
    listener: WatchListener,
    signal: AbortSignal,
  ): Promise<void> {
    let stop = () => {};
    let ended = false;
    return new Promise<void>((resolve, reject) => {
      const end = (error?: unknown) => {
        ended = true;
        if (error) {
          reject(error);
        } else {
          resolve();
        }
        stop();
      };
      const take = (type: string, object: unknown) => {
        try {
          listener.onEvent({ type, object });
        } catch (error) {
          // The client's watch would swallow it, and the event would be missing for good.
          end(error);
        }
      };
      signal.addEventListener('abort', () => end());
      new Watch(this.#config)
        .watch(path, { ...query }, take, error =>
          end(error && toKubeApiError(error, path)),
        )
        .then(controller => {
          stop = () => controller.abort();
          if (ended) {
            stop();
          } else {
            listener.onOpen();
          }
        })
        .catch(end);
    });
  }
}

function messageOf(body: string): string | undefined {
  try {
    return statusSchema.parse(JSON.parse(body)).message;
  } catch {
    return undefined;
  }
}

// The client's watch tells the HTTP status only as a property of its error.
function toKubeApiError(error: Error & { statusCode?: number }, path: string) {
  return error.statusCode === undefined
    ? error
    : new KubeApiError(
        error.statusCode,
        `HTTP ${error.statusCode} ${error.message} of a watch of ${path}`,
      );
}
