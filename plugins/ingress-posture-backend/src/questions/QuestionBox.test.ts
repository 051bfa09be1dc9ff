import type { Knex } from 'knex';
import { databaseIds, emptyDatabase } from '../__testUtils__/databases';
import { QuestionBox } from './QuestionBox';

describe.each(databaseIds)('QuestionBox, on %s', id => {
  jest.setTimeout(60_000);

  let knex: Knex;
  let box: QuestionBox;

  beforeEach(async () => {
    knex = await emptyDatabase(id);
    box = new QuestionBox(knex, { poll: 5, patience: 300 });
  });

  /** Serves until what was asked is settled. */
  async function whileServing<T>(
    asked: Promise<T>,
    answer: (cluster: string, question: unknown) => Promise<unknown>,
  ) {
    let isSettled = false;
    const settled = asked.finally(() => {
      isSettled = true;
    });
    settled.catch(() => undefined);
    while (!isSettled) {
      await box.serve(['demo'], answer);
      await new Promise(resolve => setTimeout(resolve, 5));
    }
    return settled;
  }

  it('brings an answer back, and keeps nothing of it', async () => {
    const answer = await whileServing(
      box.ask('demo', { kind: 'connect' }),
      async (cluster, question) => ({ cluster, question }),
    );
    expect(answer).toEqual({ cluster: 'demo', question: { kind: 'connect' } });
    expect(await knex('questions')).toEqual([]);
  });

  it('brings back why there is no answer', async () => {
    const asked = whileServing(box.ask('demo', 1), async () => {
      throw new Error('still being read');
    });
    await expect(asked).rejects.toThrow('still being read');
  });

  it('gives up when nobody follows the cluster', async () => {
    const asked = whileServing(box.ask('other', 1), async () => 1);
    await expect(asked).rejects.toThrow(
      'No replica of the backend answers for cluster other right now',
    );
    expect(await knex('questions')).toEqual([]);
  });
});
