import { someOf } from './someOf';

describe('someOf', () => {
  it.each([
    [['a'], 'a'],
    [['a', 'b', 'c'], 'a, b, c'],
    [['a', 'b', 'c', 'd'], 'a, b, c and 1 more'],
    [['a', 'b', 'c', 'd', 'e'], 'a, b, c and 2 more'],
  ])('names three of %j at most', (names, said) => {
    expect(someOf(names, 3)).toBe(said);
  });
});
