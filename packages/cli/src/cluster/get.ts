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
  request.setSignal(AbortSignal.timeout(PATIENCE_MS));
  try {
    await config.applySecurityAuthentication(request);
    const response = await http.send(request).toPromise();
    const text = await response.body.text();
    return { status: response.httpStatusCode, body: parse(text) };
  } catch (error) {
    const context = config.getCurrentContext();
    throw new UsageError(
      `${address} cannot be asked: ${messageOf(
        error,
      )}; it is the server of context '${context}': see whether kubectl reaches it from here`,
    );
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
