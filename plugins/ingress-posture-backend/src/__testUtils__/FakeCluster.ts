import { KubeConfig } from '@kubernetes/client-node';
import { http, HttpResponse } from 'msw';

interface FakeObject {
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly resourceVersion: string;
  };
}

interface FakeError {
  readonly code: number;
  readonly message: string;
  /** Seconds. */
  readonly retryAfter?: number;
}

type WatchStream = ReadableStreamDefaultController<Uint8Array>;

const SERVER = 'https://cluster.test';

/** An API server for tests: serves some resources through msw, as kube-apiserver answers. */
export class FakeCluster {
  /** Resources by group and version ("" is the core group), such as `networking.istio.io/v1`. */
  resources: Record<string, string[]> = { v1: ['services', 'configmaps'] };
  /** Objects by resource, one array a page. */
  pages: Record<string, FakeObject[][]> = {};
  /** HTTP errors by resource. */
  errors: Record<string, FakeError | undefined> = {};
  /** Paths that begin like this are not there. */
  notFound: string | undefined;
  /** Whether the server sends what there is as the beginning of a watch. */
  streamsLists = false;
  /** HTTP errors of starting a watch by resource; each is answered once. */
  watchErrors: Record<string, number[]> = {};
  /** What the server says that it lacks. */
  failingChecks: string[] = [];
  readonly requests: URL[] = [];
  readonly #accepted = new Map<string, string>();
  readonly #streams = new Map<string, WatchStream>();
  resourceVersion = '100';

  /** A kubeconfig that leads here. */
  get config(): KubeConfig {
    const config = new KubeConfig();
    config.loadFromOptions({
      clusters: [{ name: 'c', server: SERVER, skipTLSVerify: false }],
      users: [{ name: 'u', token: 'secret' }],
      contexts: [{ name: 'x', cluster: 'c', user: 'u' }],
      currentContext: 'x',
    });
    return config;
  }

  // As kube-apiserver answers: https://kubernetes.io/docs/reference/using-api/health-checks/
  #readyz() {
    if (this.failingChecks.length === 0) return new HttpResponse('ok');
    const failed = this.failingChecks.map(
      name => `[-]${name} failed: reason withheld`,
    );
    const text = ['[+]ping ok', ...failed, 'readyz check failed'].join('\n');
    return new HttpResponse(text, { status: 500 });
  }

  /** Handlers for msw. */
  get handlers() {
    return [
      http.get(`${SERVER}/readyz`, () => this.#readyz()),
      http.get(`${SERVER}/apis`, () =>
        HttpResponse.json({ groups: this.#groups() }),
      ),
      http.get(`${SERVER}/api/:version`, ({ params }) =>
        this.#resources(String(params.version)),
      ),
      http.get(`${SERVER}/apis/:group/:version`, ({ params }) =>
        this.#resources(`${params.group}/${params.version}`),
      ),
      http.get(`${SERVER}/api/:version/:plural`, ({ params, request }) =>
        this.#read(String(params.plural), request),
      ),
      http.get(
        `${SERVER}/apis/:group/:version/:plural`,
        ({ params, request }) => this.#read(String(params.plural), request),
      ),
    ];
  }

  /** Sends an event to the open watch of a resource. */
  send(plural: string, type: string, object: object): void {
    const line = `${JSON.stringify({ type, object })}\n`;
    this.#streams.get(plural)?.enqueue(new TextEncoder().encode(line));
  }

  /** Ends the open watch of a resource, as the server does after a while. */
  end(plural: string): void {
    this.#streams.get(plural)?.close();
    this.#streams.delete(plural);
  }

  /** The requests of a resource: "list" with page, or "watch" with where it starts. */
  asked(plural: string): string[] {
    return this.requests
      .filter(url => url.pathname.endsWith(`/${plural}`))
      .map(({ searchParams: query }) =>
        query.has('watch')
          ? `watch from ${query.get('resourceVersion') ?? 'everything'}`
          : `list ${query.get('continue') ?? 'start'}`,
      );
  }

  /** The Accept header of the last request of a resource. */
  accepted(plural: string): string | undefined {
    return this.#accepted.get(plural);
  }

  isWatched(plural: string): boolean {
    return this.#streams.has(plural);
  }

  /** Every resource that can be read is being watched. */
  get isQuiet(): boolean {
    return Object.values(this.resources)
      .flat()
      .every(plural => this.errors[plural] || this.isWatched(plural));
  }

  #groups() {
    const named = Object.keys(this.resources).filter(key => key.includes('/'));
    return named.map(key => ({
      name: key.split('/')[0],
      versions: [{ version: key.split('/')[1] }],
    }));
  }

  #resources(key: string) {
    const names = this.resources[key];
    return names
      ? HttpResponse.json({ resources: names.map(name => ({ name })) })
      : failure(404, 'the server could not find the requested resource');
  }

  #read(plural: string, request: Request) {
    const url = new URL(request.url);
    this.requests.push(url);
    this.#accepted.set(plural, request.headers.get('accept') ?? '');
    if (this.notFound && url.pathname.startsWith(this.notFound)) {
      return failure(404, 'not found');
    }
    const error = this.errors[plural];
    if (error) {
      return failure(error.code, error.message, error.retryAfter);
    }
    const isInitial = url.searchParams.has('sendInitialEvents');
    if (isInitial && !this.streamsLists) {
      return failure(422, 'sendInitialEvents is forbidden');
    }
    return url.searchParams.has('watch')
      ? this.#watch(plural, isInitial)
      : this.#list(plural, Number(url.searchParams.get('continue') ?? 0));
  }

  #list(plural: string, page: number) {
    const pages = this.pages[plural] ?? [];
    return HttpResponse.json({
      metadata: {
        resourceVersion: this.resourceVersion,
        ...(page + 1 < pages.length && { continue: String(page + 1) }),
      },
      items: pages[page] ?? [],
    });
  }

  #watch(plural: string, isInitial: boolean) {
    const code = this.watchErrors[plural]?.shift();
    if (code !== undefined) {
      return failure(code, 'watch failed');
    }
    const body = new ReadableStream<Uint8Array>({
      start: stream => {
        this.#streams.set(plural, stream);
        // msw sends headers with the first bytes, the API server at once; watches skip empty lines.
        stream.enqueue(new TextEncoder().encode('\n'));
        if (isInitial) this.#sendAll(plural);
      },
    });
    return new HttpResponse(body, {
      headers: { 'Content-Type': 'application/json' },
    });
  }

  #sendAll(plural: string): void {
    for (const object of (this.pages[plural] ?? []).flat()) {
      this.send(plural, 'ADDED', object);
    }
    this.send(plural, 'BOOKMARK', {
      metadata: {
        resourceVersion: this.resourceVersion,
        annotations: { 'k8s.io/initial-events-end': 'true' },
      },
    });
  }
}

function failure(code: number, message: string, retryAfter?: number) {
  return HttpResponse.json(
    { kind: 'Status', code, message },
    {
      status: code,
      headers: retryAfter ? { 'Retry-After': String(retryAfter) } : {},
    },
  );
}
