import type { Knex } from 'knex';
import { setTimeout as sleep } from 'node:timers/promises';
import { databaseIds, emptyDatabase } from '../__testUtils__/databases';
import { LeaseLostError, Leases } from './Leases';

const times = { renew: 20, expire: 200 };

describe.each(databaseIds)('Leases, on %s', id => {
  jest.setTimeout(60_000);

  let knex: Knex;
  let ours: Leases;
  let theirs: Leases;

  beforeEach(async () => {
    knex = await emptyDatabase(id);
    ours = new Leases({ knex, holder: 'us', times, isShared: true });
    theirs = new Leases({ knex, holder: 'them', times, isShared: true });
  });

  it('has one holder', async () => {
    const taken = await Promise.all([ours.take('demo'), theirs.take('demo')]);
    expect(taken.filter(Boolean)).toHaveLength(1);
    expect(await ours.take('other')).toBe(true);
  });

  it('is taken from a holder that renews no more', async () => {
    await ours.take('demo');
    const started = Date.now();
    while (!(await theirs.take('demo'))) await sleep(times.renew);
    expect(Date.now() - started).toBeGreaterThanOrEqual(times.expire);
    await expect(ours.renew('demo')).rejects.toThrow(LeaseLostError);
    await theirs.renew('demo');
  });

  it('stays with a holder that renews, however long others look', async () => {
    await ours.take('demo');
    for (let turn = 0; turn < 20; turn += 1) {
      await ours.renew('demo');
      expect(await theirs.take('demo')).toBe(false);
      await sleep(times.renew);
    }
  });

  it('is free at once when it was given back', async () => {
    await ours.take('demo');
    expect(await theirs.take('demo')).toBe(false);
    await ours.release('demo');
    expect(await theirs.take('demo')).toBe(true);
  });

  it('counts as followed only once it was seen to be renewed', async () => {
    await ours.take('demo');
    expect(ours.isFollowed('demo')).toBe(true);
    expect(theirs.isFollowed('demo')).toBe(false);
    await theirs.take('demo');
    expect(theirs.isFollowed('demo')).toBe(false);
    await ours.renew('demo');
    await theirs.take('demo');
    expect(theirs.isFollowed('demo')).toBe(true);
    await sleep(times.expire * 1.5);
    expect(theirs.isFollowed('demo')).toBe(false);
  });

  it('is taken at once in a database that belongs to one process', async () => {
    const alone = (holder: string) =>
      new Leases({ knex, holder, isShared: false });
    expect(await alone('before').take('demo')).toBe(true);
    expect(await alone('after').take('demo')).toBe(true);
  });

  it('rolls back with the transaction that it was renewed in', async () => {
    await ours.take('demo');
    await theirs.take('demo');
    const failing = knex.transaction(async trx => {
      await theirs.renew('demo', trx);
    });
    await expect(failing).rejects.toThrow(LeaseLostError);
    await ours.renew('demo');
  });
});
