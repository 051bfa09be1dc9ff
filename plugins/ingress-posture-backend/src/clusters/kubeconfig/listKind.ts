import type { KubeApi } from './KubeApi';
import { KubeObject, listSchema } from './kubeObjects';
import { pathOf, selectorOf, WatchedKind } from './WatchedKind';

const PAGE = 500;

/** Hands over all objects of a kind, page by page; answers with the version to watch from. */
export async function listKind(
  api: Pick<KubeApi, 'get'>,
  watched: WatchedKind,
  take: (object: KubeObject) => void,
  signal: AbortSignal,
): Promise<string> {
  let next: string | undefined;
  for (;;) {
    const query = { ...selectorOf(watched), limit: PAGE, continue: next };
    const answer = await api.get(pathOf(watched), query, signal);
    const { items, metadata } = listSchema.parse(answer);
    items.forEach(take);
    next = metadata.continue;
    if (!next) {
      return metadata.resourceVersion;
    }
  }
}
