import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, request, Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** Answers of the proxy's own. */
export interface Answered {
  readonly kind: 'answer';
  readonly status: number;
  readonly type: string;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What the proxy does to what passes through it. */
export type Fault =
  | { readonly kind: 'none' }
  /** Everything comes later; in milliseconds. */
  | { readonly kind: 'delay'; readonly by: number }
  /** Everything comes slowly; in bytes a second. */
  | { readonly kind: 'throttle'; readonly rate: number }
  /** Each answer ends in the middle, after so many bytes, without an end. */
  | { readonly kind: 'cut'; readonly after: number }
  /** Connections stay open and bring nothing. */
  | { readonly kind: 'silence' }
  | Answered;

interface Passing {
  readonly answer: IncomingMessage;
  readonly response: ServerResponse;
  /** Resolves when nothing can be sent any more. */
  readonly closed: Promise<void>;
  /** Bytes that have passed. */
  sent: number;
}

/** Stands between a backend and an API server, with the server's own certificate, and does harm. */
export class FaultProxy {
  readonly #upstream: URL;
  readonly #ca: Buffer;
  readonly #server: Server;
  readonly #passing = new Set<Passing>();
  #fault: Fault = { kind: 'none' };

  private constructor(upstream: string, certificates: string) {
    const read = (file: string) => readFileSync(path.join(certificates, file));
    this.#upstream = new URL(upstream);
    this.#ca = read('apiserver.crt');
    this.#server = createServer(
      { key: read('apiserver.key'), cert: this.#ca },
      (asked, response) => this.#serve(asked, response),
    );
  }

  static async start(
    upstream: string,
    certificates: string,
  ): Promise<FaultProxy> {
    const proxy = new FaultProxy(upstream, certificates);
    await new Promise<void>(resolve =>
      proxy.#server.listen(0, '127.0.0.1', resolve),
    );
    return proxy;
  }

  get url(): string {
    const { port } = this.#server.address() as AddressInfo;
    return `https://127.0.0.1:${port}`;
  }

  /** Number of requests whose answers are passing through. */
  get open(): number {
    return this.#passing.size;
  }

  /** What happens from now on, also to what is passing through already. */
  set fault(fault: Fault) {
    this.#fault = fault;
    for (const one of this.#passing) {
      if (fault.kind === 'silence') one.answer.pause();
      else one.answer.resume();
      if (fault.kind === 'cut') one.response.destroy();
    }
  }

  /** Breaks every connection. */
  cut(): void {
    for (const { response } of this.#passing) response.destroy();
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise(resolve => this.#server.close(resolve));
  }

  #serve(asked: IncomingMessage, response: ServerResponse): void {
    const fault = this.#fault;
    if (fault.kind === 'silence') return;
    if (fault.kind === 'answer') {
      response.writeHead(fault.status, {
        'Content-Type': fault.type,
        ...fault.headers,
      });
      response.end(fault.body);
      return;
    }
    this.#forward(asked, response);
  }

  #forward(asked: IncomingMessage, response: ServerResponse): void {
    const call = request(
      new URL(asked.url ?? '/', this.#upstream),
      { headers: asked.headers, ca: this.#ca, agent: false },
      answer => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        response.flushHeaders();
        const closed = new Promise<void>(resolve =>
          response.once('close', resolve),
        );
        this.#pass({ answer, response, closed, sent: 0 });
      },
    );
    call.on('error', () => response.destroy());
    response.on('close', () => call.destroy());
    call.end();
  }

  #pass(one: Passing): void {
    const { answer, response } = one;
    this.#passing.add(one);
    response.on('close', () => this.#passing.delete(one));
    answer.on('error', () => response.destroy());
    let written = Promise.resolve();
    answer.on('end', () => written.then(() => response.end()));
    answer.on('data', (chunk: Buffer) => {
      answer.pause();
      written = this.#write(one, chunk).then(() => {
        if (this.#fault.kind !== 'silence') answer.resume();
      });
    });
  }

  async #write(one: Passing, chunk: Buffer): Promise<void> {
    const fault = this.#fault;
    if (fault.kind === 'delay') await sleep(fault.by);
    if (fault.kind === 'throttle')
      await sleep((chunk.length / fault.rate) * 1000);
    if (fault.kind === 'cut' && one.sent + chunk.length > fault.after) {
      one.response.write(
        chunk.subarray(0, Math.max(0, fault.after - one.sent)),
      );
      one.response.destroy();
      return;
    }
    one.sent += chunk.length;
    if (!one.response.write(chunk) && !one.response.destroyed)
      await drained(one);
  }
}

/** Waits until more can be sent, or nothing any more; leaves no listener behind. */
async function drained({ response, closed }: Passing): Promise<void> {
  const done = new AbortController();
  try {
    await Promise.race([
      once(response, 'drain', { signal: done.signal }),
      closed,
    ]);
  } finally {
    done.abort();
  }
}
