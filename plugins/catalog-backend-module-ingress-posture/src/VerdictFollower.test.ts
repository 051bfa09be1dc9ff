import { mockServices } from '@backstage/backend-test-utils';
import type {
  EntityVerdicts,
  Verdict,
} from '@ingress-posture/plugin-ingress-posture-common';
import { VerdictFollower } from './VerdictFollower';
import { Verdicts } from './Verdicts';

const answer = (
  posture: Verdict['posture'],
  names: readonly string[] = ['cart'],
): EntityVerdicts => ({
  items: names.map(name => ({ entityRef: name, mode: 'standalone', posture })),
  complete: true,
});

describe('VerdictFollower', () => {
  const ask = jest.fn<Promise<EntityVerdicts>, []>();
  const refresh = jest.fn(
    async (_: { readonly keys: readonly string[] }) => {},
  );
  const logger = mockServices.logger.mock();
  let verdicts: Verdicts;
  let follower: VerdictFollower;

  beforeEach(async () => {
    ask.mockReset();
    refresh.mockReset().mockResolvedValue(undefined);
    logger.warn.mockClear();
    verdicts = new Verdicts();
    follower = new VerdictFollower({ ask, verdicts, logger });
    await follower.connect({ refresh, applyMutation: jest.fn() });
  });

  it('has those entities processed again whose verdict changed', async () => {
    ask.mockResolvedValueOnce(answer('plaintext', ['cart', 'web']));
    await follower.follow();
    verdicts.give('cart', undefined);
    verdicts.give('web', undefined);
    ask.mockResolvedValueOnce({
      ...answer('enforced'),
      items: [
        ...answer('enforced').items,
        ...answer('plaintext', ['web']).items,
      ],
    });
    await follower.follow();
    expect(refresh.mock.calls).toEqual([[{ keys: ['ingress-posture:cart'] }]]);
  });

  it('asks once for all that change at the same time', async () => {
    ask.mockResolvedValue(answer('plaintext'));
    await Promise.all([follower.follow(), follower.follow()]);
    expect(ask).toHaveBeenCalledTimes(1);
  });

  it('asks again for what changes while it asks', async () => {
    const answers: ((value: EntityVerdicts) => void)[] = [];
    ask.mockImplementation(() => new Promise(resolve => answers.push(resolve)));
    const first = follower.follow();
    while (answers.length === 0) await new Promise(setImmediate);
    const second = follower.follow();
    answers[0](answer('plaintext'));
    await first;
    while (answers.length === 1) await new Promise(setImmediate);
    verdicts.give('cart', undefined);
    answers[1](answer('enforced'));
    await second;
    expect(refresh).toHaveBeenCalledTimes(1);
  });

  it('keeps what it knows while the backend is away, and says so once', async () => {
    ask.mockResolvedValueOnce(answer('plaintext'));
    await follower.follow();
    ask.mockRejectedValue(new Error('503'));
    for (let times = 0; times < 5; times += 1) await follower.follow();
    expect(logger.warn).toHaveBeenCalledTimes(1);
    expect(verdicts.give('cart', undefined)?.posture).toBe('plaintext');
    expect(refresh).not.toHaveBeenCalled();
  });

  it('tells the catalog again what it did not take, however often', async () => {
    ask.mockResolvedValueOnce(answer('plaintext'));
    await follower.follow();
    verdicts.give('cart', undefined);
    ask.mockResolvedValue(answer('enforced'));
    refresh.mockRejectedValue(new Error('the database is starting up'));
    for (let times = 0; times < 5; times += 1) await follower.follow();
    refresh.mockReset().mockResolvedValue(undefined);
    await follower.follow();
    expect(refresh.mock.calls).toEqual([[{ keys: ['ingress-posture:cart'] }]]);
  });

  it('tells the catalog again of those only that it has not heard of', async () => {
    const names = Array.from({ length: 600 }, (_, index) => `cart-${index}`);
    names.forEach(name => verdicts.give(name, undefined));
    ask.mockResolvedValue(answer('plaintext', names));
    refresh.mockResolvedValueOnce(undefined).mockRejectedValueOnce('away');
    await follower.follow();
    names.slice(0, 500).forEach(name => verdicts.give(name, undefined));
    refresh.mockReset().mockResolvedValue(undefined);
    await follower.follow();
    const [[{ keys }], ...more] = refresh.mock.calls;
    expect(keys).toHaveLength(100);
    expect(more).toEqual([]);
  });

  it('names thousands of entities in statements that databases take', async () => {
    const names = Array.from({ length: 1_200 }, (_, index) => `cart-${index}`);
    names.forEach(name => verdicts.give(name, undefined));
    ask.mockResolvedValueOnce(answer('plaintext', names));
    await follower.follow();
    const sizes = refresh.mock.calls.map(([{ keys }]) => keys.length);
    expect(sizes).toEqual([500, 500, 200]);
  });
});
