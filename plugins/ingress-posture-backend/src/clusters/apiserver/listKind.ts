import { hasStatus } from './ApiError';
import type { ApiServer } from './ApiServer';
import { KubeObject, toKubeObject } from './kubeObjects';
import { acceptOf, pathOf, selectorOf, WatchedKind } from './WatchedKind';

const PAGE = 500;

/**
 * Hands over all objects of a kind, page by page; answers with the version to watch from. No
 * resourceVersion is asked for: the server then answers with its latest, never with something older than
 * what was shown before it restarted.
 */
export async function listKind(
  api: Pick<ApiServer, 'list'>,
  watched: WatchedKind,
  take: (object: KubeObject) => void,
  signal: AbortSignal,
): Promise<string> {
  let next: string | undefined;
  let limit: number | undefined = PAGE;
  for (;;) {
    try {
      const { resourceVersion, continue: more } = await api.list(
        pathOf(watched),
        { ...selectorOf(watched), limit, continue: next },
        object => take(toKubeObject(object)),
        signal,
        acceptOf(watched, 'list'),
      );
      next = more;
      if (!next) {
        return resourceVersion;
      }
    } catch (error) {
      // Reading the pages took longer than the server keeps old versions: all of it at once, then.
      if (next === undefined || !hasStatus(error, 410)) {
        throw error;
      }
      next = undefined;
      limit = undefined;
    }
  }
}
