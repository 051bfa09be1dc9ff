import { z } from 'zod';
import { hasStatus } from './ApiError';
import type { ApiServer } from './ApiServer';
import type { KindToWatch, WatchedKind } from './WatchedKind';

// Everything in one answer, since Kubernetes 1.26; an older server answers with the names of groups.
const AGGREGATED =
  'application/json;as=APIGroupDiscoveryList;g=apidiscovery.k8s.io;v=v2,application/json';

const aggregatedSchema = z.looseObject({
  kind: z.literal('APIGroupDiscoveryList'),
  items: z.array(
    z.looseObject({
      metadata: z.looseObject({ name: z.string() }),
      versions: z.array(
        z.looseObject({
          version: z.string(),
          resources: z
            .array(z.looseObject({ resource: z.string() }))
            .default([]),
        }),
      ),
    }),
  ),
});

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

/** Plurals of what the server serves, by group and version. */
type Served = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * Which of these kinds the cluster serves, each in the first of its versions that the cluster has. Kinds
 * whose CRD is not installed are left out.
 */
export async function discoverKinds(
  api: Pick<ApiServer, 'get'>,
  kinds: readonly KindToWatch[],
  signal: AbortSignal,
): Promise<readonly WatchedKind[]> {
  const served = await readServed(api, kinds, signal);
  return kinds.flatMap(definition => {
    const { group, plural, versions } = definition;
    const version = versions.find(
      // Every cluster has the kinds of the core group.
      one => group === '' || served.get(`${group}/${one}`)?.has(plural),
    );
    return version === undefined ? [] : byName({ definition, version });
  });
}

async function readServed(
  api: Pick<ApiServer, 'get'>,
  kinds: readonly KindToWatch[],
  signal: AbortSignal,
): Promise<Served> {
  const answer = await api.get('/apis', signal, AGGREGATED);
  const aggregated = aggregatedSchema.safeParse(answer);
  if (!aggregated.success) {
    return readEachVersion(api, groupsSchema.parse(answer), kinds, signal);
  }
  return new Map(
    aggregated.data.items.flatMap(({ metadata, versions }) =>
      versions.map(({ version, resources }) => [
        `${metadata.name}/${version}`,
        new Set(resources.map(({ resource }) => resource)),
      ]),
    ),
  );
}

async function readEachVersion(
  api: Pick<ApiServer, 'get'>,
  { groups }: z.infer<typeof groupsSchema>,
  kinds: readonly KindToWatch[],
  signal: AbortSignal,
): Promise<Served> {
  const wanted = new Set(
    kinds.flatMap(({ group, versions }) =>
      versions.map(version => `${group}/${version}`),
    ),
  );
  const there = groups
    .flatMap(({ name, versions }) =>
      versions.map(({ version }) => `${name}/${version}`),
    )
    .filter(one => wanted.has(one));
  return new Map(
    await Promise.all(
      there.map(async one => {
        const plurals = await readResources(api, `/apis/${one}`, signal);
        return [one, plurals] as const;
      }),
    ),
  );
}

async function readResources(
  api: Pick<ApiServer, 'get'>,
  path: string,
  signal: AbortSignal,
): Promise<ReadonlySet<string>> {
  try {
    const answer = resourcesSchema.parse(await api.get(path, signal));
    return new Set(answer.resources.map(({ name }) => name));
  } catch (error) {
    // A version may go between the two questions.
    if (hasStatus(error, 404)) {
      return new Set();
    }
    throw error;
  }
}

function byName(watched: WatchedKind): readonly WatchedKind[] {
  const { names } = watched.definition;
  return names ? names.map(name => ({ ...watched, name })) : [watched];
}
