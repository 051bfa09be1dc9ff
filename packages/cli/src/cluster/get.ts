import type { KubeConfig } from '@kubernetes/client-node';
import { messageOf } from '../usage/messageOf';
import { UsageError } from '../usage/usageError';
import { kubernetesClient } from './kubernetesClient';

/** An answer of the API server, whatever its status. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

const PATIENCE_MS = 60_000;

/**
 * GETs a path as JSON. Raw, because the client's typed lists turn times into objects and know the
 * kinds of Kubernetes only.
 */
export async function get(
  config: KubeConfig,
  path: string,
  query: Readonly<Record<string, string>>,
  patience: number = PATIENCE_MS,
): Promise<Answer> {
  const address = config.getCurrentCluster()?.server ?? '';
  const client = kubernetesClient();
  const http = new client.IsomorphicFetchHttpLibrary();
  const server = new client.ServerConfiguration(address, {});
  const request = server.makeRequestContext(path, client.HttpMethod.GET);
  for (const [name, value] of Object.entries(query)) {
    request.setQueryParam(name, value);
  }
  request.setHeaderParam('Accept', 'application/json');
  request.setSignal(AbortSignal.timeout(patience));
  try {
    return await inTime(patience, async () => {
      await config.applySecurityAuthentication(request);
      const response = await http.send(request).toPromise();
      const text = await response.body.text();
      return { status: response.httpStatusCode, body: parse(text) };
    });
  } catch (error) {
    const context = config.getCurrentContext();
    throw new UsageError(
      `${address} cannot be asked: ${messageOf(
        error,
      )}; it is the server of context '${context}': see whether kubectl reaches it from here`,
    );
  }
}

/** Of an answer that is cut off the client never tells, and its signal keeps no process alive: it would end as if all were well. */
async function inTime<T>(patience: number, work: () => Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const message = `no whole answer came within ${patience / 1000} s`;
    timer = setTimeout(() => reject(new Error(message)), patience);
  });
  try {
    return await Promise.race([work(), late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Proxies in front of an API server answer errors in HTML. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
