import { age } from './age';

describe('age', () => {
  it.each([
    [0, '0 s'],
    [4_999, '4 s'],
    [60_000, '1 min'],
    [7_199_000, '1 h'],
    [41 * 86_400_000, '41 d'],
  ])('says %d ms as %s', (ms, said) => {
    expect(age(ms)).toBe(said);
  });
});
