import type { IncomingHttpHeaders } from 'node:http';

/** A GET of an API server. */
export interface ApiRequest {
  /** Path with its query. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Ends the request, also while its answer is being read. */
  readonly signal: AbortSignal;
}

/** The head of an answer, and its body as it comes in. */
export interface ApiAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: AsyncIterable<Buffer> & { destroy(error?: Error): unknown };
}

/** How one API server is reached, and as whom. */
export interface ApiConnection {
  /** Address, as messages show it. */
  readonly server: string;
  /** Sends a request; resolves when the head of its answer is there, whatever its status. */
  open(request: ApiRequest): Promise<ApiAnswer>;
  /** The server did not take the credentials: those that are there now are read anew. */
  refused(): void;
  /** Gives up connections that are kept open. */
  close(): void;
}
