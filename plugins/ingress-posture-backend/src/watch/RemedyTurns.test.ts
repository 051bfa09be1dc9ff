import { CALM_MS, LONGEST_WAIT_MS, RemedyTurns, TURN_MS } from './RemedyTurns';

describe('RemedyTurns', () => {
  let now: number;
  let turns: RemedyTurns;

  beforeEach(() => {
    jest.useFakeTimers();
    now = 0;
    jest
      .spyOn(jest.requireActual('node:perf_hooks').performance, 'now')
      .mockImplementation(() => now);
    turns = new RemedyTurns();
  });
  afterEach(() => {
    jest.restoreAllMocks();
    jest.useRealTimers();
  });

  async function pass(milliseconds: number) {
    now += milliseconds;
    await jest.advanceTimersByTimeAsync(milliseconds);
  }

  it('come when nothing has happened for a while, and last until something does', async () => {
    turns.begin();
    const turn = turns.next();
    await pass(CALM_MS);
    const isOver = await turn;
    expect(isOver()).toBe(false);
    turns.changed();
    expect(isOver()).toBe(true);
  });

  it('are over at once where something happens before', async () => {
    turns.begin();
    const turn = turns.next();
    await pass(CALM_MS - 1);
    turns.changed();
    expect((await turn)()).toBe(true);
  });

  it('do not come while a change has not been seen to', async () => {
    turns.begin();
    turns.changed();
    expect((await turns.next())()).toBe(true);
    turns.begin();
    const turn = turns.next();
    await pass(CALM_MS);
    expect((await turn)()).toBe(false);
  });

  it('come and last for a while where something always happens', async () => {
    for (let waited = 0; waited < LONGEST_WAIT_MS; waited += CALM_MS / 2) {
      turns.begin();
      const turn = turns.next();
      await pass(CALM_MS / 2);
      turns.changed();
      expect((await turn)()).toBe(waited + CALM_MS / 2 < LONGEST_WAIT_MS);
    }
    turns.begin();
    turns.changed();
    expect((await turns.next())()).toBe(true);
  });

  it('end soon where a change has been waiting', async () => {
    turns.begin();
    turns.changed();
    await turns.next();
    now += LONGEST_WAIT_MS;
    const isOver = await turns.next();
    expect(isOver()).toBe(false);
    now += TURN_MS;
    expect(isOver()).toBe(true);
  });
});
