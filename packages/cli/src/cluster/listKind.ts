import type { KindDefinition } from '@ingress-posture/engine';
import type { KubeConfig } from '@kubernetes/client-node';
import { UsageError } from '../usage/usageError';
import { type Answer, get } from './get';

/** The part of the engine's table that a list needs. */
export type KindToList = Pick<
  KindDefinition,
  'group' | 'kind' | 'plural' | 'versions' | 'names' | 'namedBy'
>;

/** What a cluster said about one kind. */
export type Listed =
  | { readonly state: 'listed'; readonly objects: readonly object[] }
  /** The cluster does not serve the kind. */
  | { readonly state: 'absent' }
  | { readonly state: 'refused'; readonly reason: string };

interface Page {
  readonly metadata?: { readonly continue?: string };
  readonly items?: readonly object[];
}

const PAGE = '500';

/** All objects of a kind, in the first of its versions that the cluster serves. */
export async function listKind(
  config: KubeConfig,
  kind: KindToList,
): Promise<Listed> {
  for (const version of kind.versions) {
    const listed = await listVersion(config, kind, version);
    if (listed.state !== 'absent') return listed;
  }
  return { state: 'absent' };
}

async function listVersion(
  config: KubeConfig,
  kind: KindToList,
  version: string,
): Promise<Listed> {
  const objects: object[] = [];
  for (const selector of selectorsOf(kind)) {
    let next = '';
    do {
      const query = {
        limit: PAGE,
        ...selector,
        ...(next && { continue: next }),
      };
      const answer = await get(config, pathOf(kind, version), query);
      if (answer.status === 404) return { state: 'absent' };
      if (answer.status !== 200) return refusal(config, answer);
      const { items = [], metadata } = answer.body as Page;
      // Items of a list do not say what they are.
      const type = { apiVersion: apiVersionOf(kind, version), kind: kind.kind };
      objects.push(...items.map(item => ({ ...item, ...type })));
      next = metadata?.continue ?? '';
    } while (next !== '');
  }
  return { state: 'listed', objects };
}

/** RBAC allows reading by name only to those who ask by name. */
function selectorsOf({ names }: KindToList) {
  return (
    names?.map(name => ({ fieldSelector: `metadata.name=${name}` })) ?? [{}]
  );
}

function apiVersionOf({ group }: KindToList, version: string): string {
  return group === '' ? version : `${group}/${version}`;
}

function pathOf(kind: KindToList, version: string): string {
  const root = kind.group === '' ? '/api' : '/apis';
  return `${root}/${apiVersionOf(kind, version)}/${kind.plural}`;
}

function refusal(config: KubeConfig, { status, body }: Answer): Listed {
  const { message = `HTTP ${status}` } = (body ?? {}) as { message?: string };
  if (status === 401) {
    const context = config.getCurrentContext();
    throw new UsageError(
      `the credentials of context '${context}' are refused: renew them, as for kubectl`,
    );
  }
  return { state: 'refused', reason: message };
}
