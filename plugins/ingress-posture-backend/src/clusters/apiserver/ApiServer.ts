import type { ApiAnswer, ApiConnection } from './ApiConnection';
import { ApiError } from './ApiError';
import type { ListMetadata } from './kubeObjects';
import { jsonForm } from './wire/json/jsonForm';
import { protobufForm } from './wire/protobuf/protobufForm';
import { ProtobufError } from './wire/protobuf/readMessage';
import type { WatchEvent, WireForm } from './wire/WireForm';
import { withoutSilence } from './withoutSilence';

/** Query of a request; what is undefined is left out. */
export type ApiQuery = Readonly<Record<string, string | number | undefined>>;

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
const forms = [protobufForm, jsonForm];

/**
 * Raw reads of one API server. Raw, because a typed client holds a whole list at once, and knows only
 * the kinds of Kubernetes itself.
 */
export class ApiServer {
  readonly #connection: ApiConnection;
  readonly #silence: number;
  /** Paths whose protobuf could not be had, or not be read. */
  readonly #onlyJson = new Set<string>();

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
    accept: string = jsonForm.contentType,
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
    accept: string = jsonForm.contentType,
  ): Promise<ListMetadata> {
    return this.#read(path, query, accept, signal, (body, form) =>
      form.readList(body, take),
    );
  }

  /** Hands over events until the server ends the watch. Rejects when it cannot be started or breaks. */
  async watch(
    path: string,
    query: ApiQuery,
    listener: WatchListener,
    signal: AbortSignal,
    accept: string = jsonForm.contentType,
  ): Promise<void> {
    const asked = { ...query, watch: 'true' };
    await this.#read(path, asked, accept, signal, async (body, form) => {
      listener.onOpen();
      for await (const event of form.readEvents(body)) listener.onEvent(event);
    });
  }

  /** Gives up connections that are kept open. */
  close(): void {
    this.#connection.close();
  }

  /** Reads an answer; where protobuf could not be read, JSON is asked for from then on. */
  async #read<T>(
    path: string,
    query: ApiQuery,
    accept: string,
    signal: AbortSignal,
    read: (body: AsyncIterable<Buffer>, form: WireForm) => Promise<T>,
  ): Promise<T> {
    const { body, form } = await this.#open(path, query, accept, signal);
    try {
      return await read(withoutSilence(body, this.#silence), form);
    } catch (error) {
      if (!(error instanceof ProtobufError)) throw error;
      this.#onlyJson.add(path);
      throw new Error(
        `${this.server}${path} answered with protobuf that cannot be read: ${error.message}`,
      );
    }
  }

  async #open(
    path: string,
    query: ApiQuery,
    accept: string,
    signal: AbortSignal,
  ): Promise<ApiAnswer & { readonly form: WireForm }> {
    const asked = this.#onlyJson.has(path) ? withoutProtobuf(accept) : accept;
    const answer = await this.#connection.open({
      target: path + toSearch(query),
      headers: { Accept: asked },
      signal,
    });
    const { status, headers, body } = answer;
    const type = headers['content-type'];
    const form = forms.find(one => type?.startsWith(one.contentType));
    if (status === 200 && form) return { ...answer, form };
    if (status === 200) {
      body.destroy();
      throw new Error(
        `${this.server}${path} answered with ${
          type ?? 'nothing'
        } instead of JSON: something else than the API server has answered, such as the login page of a proxy`,
      );
    }
    if (status === 406 && asked !== withoutProtobuf(accept)) {
      body.destroy();
      this.#onlyJson.add(path);
      return this.#open(path, query, accept, signal);
    }
    if (status === 401) this.#connection.refused();
    const details = detailsOf(await bytesOf(body), form ?? jsonForm);
    throw ApiError.of(path, status, headers, details);
  }
}

/** What an error says of itself; nothing when that is a page of HTML, as proxies send. */
function detailsOf(body: Buffer, form: WireForm): unknown {
  try {
    return form.readStatus(body);
  } catch {
    return undefined;
  }
}

function withoutProtobuf(accept: string): string {
  return accept
    .split(',')
    .filter(one => !one.startsWith(protobufForm.contentType))
    .join(',');
}

function toSearch(query: ApiQuery): string {
  const given = Object.entries(query).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)]],
  );
  return given.length > 0 ? `?${new URLSearchParams(given)}` : '';
}

async function textOf(body: AsyncIterable<Buffer>): Promise<string> {
  return (await bytesOf(body)).toString('utf8');
}

async function bytesOf(body: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return Buffer.concat(chunks);
}
