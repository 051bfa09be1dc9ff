import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { openDatabase } from '../postures/openDatabase';

/** Which database server a connection string leads to; the runner of the tests starts one. */
const POSTGRES = 'BACKSTAGE_TEST_DATABASE_POSTGRES15_CONNECTION_STRING';

const databases = TestDatabases.create({
  ids: process.env[POSTGRES] ? ['SQLITE_3', 'POSTGRES_15'] : ['SQLITE_3'],
});

/** The databases that the plugin is tested on here. */
export const databaseIds = databases.eachSupportedId();

/** An empty database of the plugin, brought up to date. */
export async function emptyDatabase(
  id: (typeof databaseIds)[number][0] = 'SQLITE_3',
): Promise<Knex> {
  const knex = await databases.init(id);
  return openDatabase(
    mockServices.database({ knex, migrations: { skip: false } }),
  );
}
