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
  | {
      readonly state: 'refused';
      readonly reason: string;
      /** Whether it is RBAC that refuses. */
      readonly forbidden: boolean;
    };

interface Page {
  readonly metadata?: { readonly continue?: string } | null;
  /** Null of servers in Go that have none. */
  readonly items: readonly object[] | null;
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
  // Items of a list do not say what they are.
  const type = { apiVersion: apiVersionOf(kind, version), kind: kind.kind };
  for (const selector of selectorsOf(kind)) {
    const answer = await listPages(config, pathOf(kind, version), selector);
    if ('status' in answer) {
      return answer.status === 404
        ? { state: 'absent' }
        : refusal(config, answer);
    }
    for (const item of answer.items) objects.push({ ...item, ...type });
  }
  return { state: 'listed', objects };
}

/** The items of all pages, or the answer in which there were none. */
async function listPages(
  config: KubeConfig,
  path: string,
  selector: Readonly<Record<string, string>>,
  limit: string = PAGE,
): Promise<{ readonly items: readonly object[] } | Answer> {
  const found: object[] = [];
  let next = '';
  do {
    const query = { limit, ...selector, ...(next && { continue: next }) };
    const answer = await get(config, path, query);
    // A server keeps a list for some minutes; who takes longer gets it whole (client-go, tools/pager).
    if (answer.status === 410 && next !== '') {
      return listPages(config, path, selector, '0');
    }
    if (answer.status !== 200) return answer;
    const { items, metadata } = pageIn(config, path, answer);
    for (const item of items ?? []) found.push(item);
    next = metadata?.continue ?? '';
  } while (next !== '');
  return { items: found };
}

/** A login page answers 200, too. */
function pageIn(config: KubeConfig, path: string, { body }: Answer): Page {
  const { items } = Object(body) as Partial<Page>;
  if (items === null || Array.isArray(items)) return body as Page;
  throw new UsageError(
    `${
      config.getCurrentCluster()?.server
    } answers ${path} with something that is no list: see whether it is the address of an API server, and not of a proxy that wants a login`,
  );
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
  return { state: 'refused', reason: message, forbidden: status === 403 };
}
