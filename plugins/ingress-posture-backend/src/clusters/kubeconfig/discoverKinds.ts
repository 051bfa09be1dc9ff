import { z } from 'zod';
import { KubeApi, KubeApiError } from './KubeApi';
import type { KindToWatch, WatchedKind } from './WatchedKind';

const groupsSchema = z.looseObject({
  groups: z.array(
    z.looseObject({
      name: z.string(),
      versions: z.array(z.looseObject({ version: z.string() })),
    }),
  ),
});

const resourcesSchema = z.looseObject({
  resources: z.array(z.looseObject({ name: z.string() })),
});

/**
 * Which of these kinds the cluster serves, each in the first of its versions that the cluster has. Kinds
 * whose CRD is not installed are left out.
 */
export async function discoverKinds(
  api: KubeApi,
  kinds: readonly KindToWatch[],
  signal: AbortSignal,
): Promise<readonly WatchedKind[]> {
  const { groups } = groupsSchema.parse(await api.get('/apis', {}, signal));
  const served = new Map(
    groups.map(group => [group.name, group.versions.map(one => one.version)]),
  );
  served.set('', ['v1']);

  const resources = new Map<string, Promise<ReadonlySet<string>>>();
  const resourcesOf = (group: string, version: string) => {
    const path = group ? `/apis/${group}/${version}` : `/api/${version}`;
    const asked = resources.get(path) ?? readResources(api, path, signal);
    resources.set(path, asked);
    return asked;
  };

  const found: WatchedKind[] = [];
  for (const definition of kinds) {
    for (const version of definition.versions) {
      const isServed = served.get(definition.group)?.includes(version);
      if (
        isServed &&
        (await resourcesOf(definition.group, version)).has(definition.plural)
      ) {
        found.push(...byName({ definition, version }));
        break;
      }
    }
  }
  return found;
}

async function readResources(
  api: KubeApi,
  path: string,
  signal: AbortSignal,
): Promise<ReadonlySet<string>> {
  try {
    const answer = resourcesSchema.parse(await api.get(path, {}, signal));
    return new Set(answer.resources.map(({ name }) => name));
  } catch (error) {
    // A version may go between the two questions.
    if (error instanceof KubeApiError && error.status === 404) {
      return new Set();
    }
    throw error;
  }
}

function byName(watched: WatchedKind): readonly WatchedKind[] {
  const { names } = watched.definition;
  return names ? names.map(name => ({ ...watched, name })) : [watched];
}
