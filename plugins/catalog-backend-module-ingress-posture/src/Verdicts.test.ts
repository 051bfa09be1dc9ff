import type {
  EntityVerdicts,
  Verdict,
} from '@ingress-posture/plugin-ingress-posture-common';
import { Verdicts } from './Verdicts';

const bad: Verdict = { mode: 'standalone', posture: 'plaintext' };
const good: Verdict = { mode: 'chained', posture: 'enforced' };

const answer = (
  entities: Readonly<Record<string, Verdict>>,
  complete = true,
): EntityVerdicts => ({
  items: Object.entries(entities).map(([entityRef, verdict]) => ({
    entityRef,
    ...verdict,
  })),
  complete,
});

describe('Verdicts', () => {
  let verdicts: Verdicts;
  beforeEach(() => {
    verdicts = new Verdicts();
  });

  it('gives what the backend answered', () => {
    verdicts.update(answer({ cart: good }));
    expect(verdicts.give('cart', bad)).toEqual(good);
  });

  it('gives what is remembered until the backend has answered', () => {
    expect(verdicts.give('cart', bad)).toEqual(bad);
    expect(verdicts.give('handbook', undefined)).toBeUndefined();
  });

  it('takes the verdict from an entity that has no services any more', () => {
    verdicts.update(answer({ cart: good, web: good }));
    verdicts.update(answer({ web: good }));
    expect(verdicts.give('cart', good)).toBeUndefined();
  });

  it('leaves an entity its verdict that a backend does not know yet', () => {
    verdicts.update(answer({ cart: good }));
    verdicts.update(answer({}, false));
    expect(verdicts.give('cart', bad)).toEqual(good);
  });

  it('names the entities whose verdict changed, and no others', () => {
    verdicts.update(answer({ cart: bad, web: good }));
    for (const name of ['cart', 'web', 'handbook']) {
      verdicts.give(name, undefined);
    }
    expect(verdicts.takeOutdated()).toEqual([]);
    verdicts.update(answer({ cart: good, web: good, unprocessed: good }));
    expect(verdicts.takeOutdated()).toEqual(['cart']);
    verdicts.give('cart', bad);
    expect(verdicts.takeOutdated()).toEqual([]);
  });

  it('names entities that got or lost all their services', () => {
    verdicts.update(answer({ cart: good }));
    verdicts.give('cart', undefined);
    verdicts.give('web', undefined);
    verdicts.update(answer({ web: bad }));
    expect(verdicts.takeOutdated()).toEqual(['cart', 'web']);
  });

  it('names entities that were given what is remembered, when that is not so any more', () => {
    verdicts.give('cart', good);
    verdicts.give('web', good);
    verdicts.give('gone', good);
    verdicts.update(answer({ cart: good, web: bad }, false));
    expect(verdicts.takeOutdated()).toEqual(['web']);
    verdicts.give('web', good);
    verdicts.update(answer({ cart: good, web: bad }));
    expect(verdicts.takeOutdated()).toEqual(['gone']);
  });

  it('names an entity that nobody processes again thrice for each change, and then no more', () => {
    verdicts.update(answer({ cart: bad }));
    verdicts.give('cart', undefined);
    const times = () => {
      let count = 0;
      while (verdicts.takeOutdated().length > 0) count += 1;
      return count;
    };
    verdicts.update(answer({ cart: good }));
    expect(times()).toBe(3);
    verdicts.update(answer({}));
    expect(times()).toBe(3);
  });

  it('forgets an entity that was deleted: it is not known any more, and nobody processes it', () => {
    verdicts.update(answer({ cart: good, web: good }));
    verdicts.give('cart', undefined);
    verdicts.give('web', undefined);
    for (let time = 0; time < 5; time += 1) {
      verdicts.update(answer({ web: good }));
      verdicts.takeOutdated();
    }
    expect(verdicts.size).toBe(1);
    verdicts.update(answer({ cart: bad, web: bad }));
    expect(verdicts.takeOutdated()).toEqual(['web']);
    verdicts.give('cart', good);
    verdicts.update(answer({ cart: good, web: bad }));
    expect([...verdicts.takeOutdated()].sort()).toEqual(['cart', 'web']);
  });

  it('forgets an entity that never had a verdict, when nobody has processed it for a day', () => {
    const hours = (count: number) =>
      jest.setSystemTime(Date.now() + count * 3_600_000);
    jest.useFakeTimers();
    verdicts.update(answer({ cart: good }));
    for (const name of ['cart', 'kept', 'deleted']) {
      verdicts.give(name, undefined);
    }
    hours(20);
    verdicts.give('kept', undefined);
    verdicts.takeOutdated();
    expect(verdicts.size).toBe(3);
    hours(5);
    expect(verdicts.takeOutdated()).toEqual([]);
    expect(verdicts.size).toBe(2);
    verdicts.update(answer({ cart: good, kept: bad }));
    expect(verdicts.takeOutdated()).toEqual(['kept']);
    jest.useRealTimers();
  });
});
