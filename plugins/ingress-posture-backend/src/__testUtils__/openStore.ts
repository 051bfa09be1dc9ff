import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { PostureStore } from '../postures/PostureStore';

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

/** A store over an empty database. */
export async function openStore(): Promise<PostureStore> {
  const knex = await databases.init('SQLITE_3');
  return PostureStore.create({
    database: mockServices.database({ knex, migrations: { skip: false } }),
  });
}
