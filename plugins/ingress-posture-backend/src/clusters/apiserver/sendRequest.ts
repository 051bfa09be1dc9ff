import http, { IncomingMessage, RequestOptions } from 'node:http';
import https from 'node:https';
import type { ApiAnswer, ApiRequest } from './ApiConnection';

// A list of a large cluster may be put together for a while before its first byte.
const HEAD_MS = 30_000;
// The kernel finds out about a peer that is gone: a watch may be idle for long, and nothing is sent on it.
const KEEP_ALIVE_MS = 15_000;

/** The server had closed a connection that was kept open. */
class ReusedSocketError extends Error {}

/** Sends a GET to an address that has the API server below it. */
export async function sendRequest(
  base: string,
  request: ApiRequest,
  options: RequestOptions,
): Promise<ApiAnswer> {
  for (;;) {
    try {
      return await sendOnce(base, request, options);
    } catch (error) {
      if (!(error instanceof ReusedSocketError)) throw error;
    }
  }
}

function sendOnce(
  base: string,
  { target, headers, signal }: ApiRequest,
  options: RequestOptions,
): Promise<ApiAnswer> {
  // The address may have a path of its own, as behind Rancher and other proxies.
  const url = new URL(base.replace(/\/$/, '') + target);
  const { request } = url.protocol === 'http:' ? http : https;
  return new Promise((resolve, reject) => {
    const call = request(url, {
      ...options,
      headers: { ...options.headers, ...headers },
      signal,
    });
    const impatience = setTimeout(
      () =>
        call.destroy(
          Object.assign(new Error(`no answer within ${HEAD_MS / 1000} s`), {
            code: 'ETIMEDOUT',
          }),
        ),
      HEAD_MS,
    );
    call.on('socket', socket => socket.setKeepAlive(true, KEEP_ALIVE_MS));
    call.on('close', () => clearTimeout(impatience));
    call.on('error', (error: NodeJS.ErrnoException) => {
      const isStale = call.reusedSocket && error.code === 'ECONNRESET';
      reject(isStale && !signal.aborted ? new ReusedSocketError() : error);
    });
    call.on('response', (answer: IncomingMessage) => {
      clearTimeout(impatience);
      resolve({
        status: answer.statusCode ?? 0,
        headers: answer.headers,
        body: answer,
      });
    });
    call.end();
  });
}
