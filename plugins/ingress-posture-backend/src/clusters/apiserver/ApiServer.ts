import type { ApiAnswer, ApiConnection } from './ApiConnection';
import { ApiError } from './ApiError';
import { jsonLines } from './jsonLines';
import { JsonListReader } from './jsonList';
import { ListMetadata, listSchema, watchEventSchema } from './kubeObjects';
import { withoutSilence } from './withoutSilence';

/** Query of a request; what is undefined is left out. */
export type ApiQuery = Readonly<Record<string, string | number | undefined>>;

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

/** What tests set to be quick; in milliseconds. */
export interface ApiServerOptions {
  /** How long an answer may bring nothing. */
  readonly silence?: number;
}

// Servers send a bookmark a minute on watches that have nothing else (cacher.go, bookmarkFrequency).
const SILENCE_MS = 100_000;
const JSON_TYPE = 'application/json';

/**
 * Raw reads of one API server. Raw, because a typed client holds a whole list at once, and knows only
 * the kinds of Kubernetes itself.
 */
export class ApiServer {
  readonly #connection: ApiConnection;
  readonly #silence: number;

  constructor(connection: ApiConnection, options: ApiServerOptions = {}) {
    this.#connection = connection;
    this.#silence = options.silence ?? SILENCE_MS;
  }

  /** Address of the API server. */
  get server(): string {
    return this.#connection.server;
  }

  /** The JSON at a path. Throws {@link ApiError} for an error of the API server. */
  async get(
    path: string,
    signal: AbortSignal,
    accept: string = JSON_TYPE,
  ): Promise<unknown> {
    const { body } = await this.#open(path, {}, accept, signal);
    return JSON.parse(await textOf(withoutSilence(body, this.#silence)));
  }

  /**
   * What the server says that it lacks, such as its etcd: it then answers from what it knew before. Empty
   * when it lacks nothing, or does not tell us (kubernetes.io/docs/reference/using-api/health-checks).
   */
  async failingChecks(signal: AbortSignal): Promise<readonly string[]> {
    const { status, body } = await this.#connection.open({
      target: '/readyz',
      headers: {},
      signal,
    });
    const text = await textOf(withoutSilence(body, this.#silence));
    if (status !== 500) return [];
    return [...text.matchAll(/^\[-\]([\w./-]+) failed/gm)].map(
      ([, name]) => name,
    );
  }

  /** Hands over each object of one page of a list as it comes in. */
  async list(
    path: string,
    query: ApiQuery,
    take: (object: unknown) => void,
    signal: AbortSignal,
    accept: string = JSON_TYPE,
  ): Promise<ListMetadata> {
    const { body } = await this.#open(path, query, accept, signal);
    const reader = new JsonListReader(take);
    for await (const chunk of withoutSilence(body, this.#silence)) {
      reader.push(chunk);
    }
    return listSchema.parse(reader.end()).metadata;
  }

  /** Hands over events until the server ends the watch. Rejects when it cannot be started or breaks. */
  async watch(
    path: string,
    query: ApiQuery,
    listener: WatchListener,
    signal: AbortSignal,
    accept: string = JSON_TYPE,
  ): Promise<void> {
    const asked = { ...query, watch: 'true' };
    const { body } = await this.#open(path, asked, accept, signal);
    listener.onOpen();
    for await (const line of jsonLines(withoutSilence(body, this.#silence))) {
      listener.onEvent(watchEventSchema.parse(line));
    }
  }

  /** Gives up connections that are kept open. */
  close(): void {
    this.#connection.close();
  }

  async #open(
    path: string,
    query: ApiQuery,
    accept: string,
    signal: AbortSignal,
  ): Promise<ApiAnswer> {
    const answer = await this.#connection.open({
      target: path + toSearch(query),
      headers: { Accept: accept },
      signal,
    });
    const { status, headers, body } = answer;
    if (status !== 200) {
      if (status === 401) this.#connection.refused();
      throw ApiError.of(path, status, headers, await textOf(body));
    }
    if (!headers['content-type']?.startsWith(JSON_TYPE)) {
      body.destroy();
      throw new Error(
        `${this.server}${path} answered with ${
          headers['content-type'] ?? 'nothing'
        } instead of JSON: something else than the API server has answered, such as the login page of a proxy`,
      );
    }
    return answer;
  }
}

function toSearch(query: ApiQuery): string {
  const given = Object.entries(query).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)]],
  );
  return given.length > 0 ? `?${new URLSearchParams(given)}` : '';
}

async function textOf(body: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}
