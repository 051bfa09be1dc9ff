import { mockServices } from '@backstage/backend-test-utils';
import { PostureStore } from '../postures/PostureStore';
import { databaseIds, emptyDatabase } from './databases';

/** A store over an empty database. */
export async function openStore(
  id?: (typeof databaseIds)[number][0],
): Promise<PostureStore> {
  const knex = await emptyDatabase(id);
  return PostureStore.create({
    database: mockServices.database({ knex, migrations: { skip: true } }),
  });
}
