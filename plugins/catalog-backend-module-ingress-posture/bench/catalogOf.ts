import { createBackend } from '@backstage/backend-defaults';
import {
  BackendFeature,
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import {
  catalogProcessingExtensionPoint,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';
import type { Knex } from 'knex';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** A running catalog that processes entities when it is told to. */
export interface Catalog {
  /** Has these entities and no others, and answers how long the catalog took to process and stitch them. */
  fill(entities: readonly Entity[]): Promise<Taken>;
  /** Replaces entities of the same names, among others that stay. */
  replace(entities: readonly Entity[]): Promise<Taken>;
  /** Has entities processed again as they are. */
  processAgain(entityRefs: readonly string[]): Promise<Taken>;
  /** Resolves when so many entities have this annotation. */
  untilAnnotated(name: string, value: string, count: number): Promise<void>;
}

/** Time on the clock, and time of the processor, in milliseconds. */
export interface Taken {
  readonly wall: number;
  readonly cpu: number;
}

interface Opened {
  readonly connection: EntityProviderConnection;
  readonly knex: Knex;
}

/** Starts a backend with the catalog, in memory, and these features. */
export async function catalogOf(
  ...features: readonly BackendFeature[]
): Promise<Catalog> {
  const backend = createBackend();
  backend.add(mockServices.rootConfig.factory({ data: await settings() }));
  // Each request would be a line among the figures.
  backend.add(mockServices.rootLogger.factory({ level: 'warn' }));
  backend.add(catalogPlugin);
  features.forEach(feature => backend.add(feature));
  const opened = new Promise<Opened>(resolve => backend.add(provider(resolve)));
  await backend.start();
  const { connection, knex } = await opened;
  return {
    fill: entities =>
      taken(knex, () =>
        connection.applyMutation({
          type: 'full',
          entities: entities.map(entity => ({ entity })),
        }),
      ),
    replace: entities =>
      taken(knex, () =>
        connection.applyMutation({
          type: 'delta',
          added: entities.map(entity => ({ entity })),
          removed: [],
        }),
      ),
    processAgain: entityRefs =>
      taken(knex, () =>
        knex('refresh_state')
          .whereIn('entity_ref', entityRefs)
          .update({ next_update_at: knex.fn.now() }),
      ),
    untilAnnotated: (name, value, count) =>
      until(async () => {
        const [row] = await knex('search')
          .where({ key: `metadata.annotations.${name}`, value })
          .count({ found: '*' });
        return row.found === count;
      }),
  };
}

async function settings() {
  const port = await freePort();
  return {
    backend: {
      baseUrl: `http://127.0.0.1:${port}`,
      listen: { host: '127.0.0.1', port },
      database: { client: 'better-sqlite3', connection: ':memory:' },
    },
    // Only when the bench says so.
    catalog: { processingInterval: { hours: 24 } },
  };
}

/** Hands out the catalog's database, and the connection by which entities are provided. */
function provider(open: (catalog: Opened) => void) {
  return createBackendModule({
    pluginId: 'catalog',
    moduleId: 'bench',
    register(env) {
      env.registerInit({
        deps: {
          catalog: catalogProcessingExtensionPoint,
          database: coreServices.database,
        },
        async init({ catalog, database }) {
          const knex = await database.getClient();
          catalog.addEntityProvider({
            getProviderName: () => 'bench',
            connect: async connection => open({ connection, knex }),
          });
        },
      });
    },
  });
}

async function taken(knex: Knex, begin: () => PromiseLike<unknown>) {
  const cpu = process.cpuUsage();
  const since = performance.now();
  await begin();
  await until(async () => {
    const [due] = await knex('refresh_state')
      .where('next_update_at', '<=', knex.fn.now())
      .count({ found: '*' });
    const [unstitched] = await knex('stitch_queue').count({ found: '*' });
    return due.found === 0 && unstitched.found === 0;
  });
  const { user, system } = process.cpuUsage(cpu);
  return { wall: performance.now() - since, cpu: (user + system) / 1_000 };
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await sleep(100);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}
