import { fitsGlob, fitsValue } from './wildcard';

describe('a pattern', () => {
  it.each([
    ['', '', true],
    ['a', 'a', true],
    ['a', 'ab', false],
    ['*', '', true],
    ['a*', 'a', true],
    ['a*c', 'abc', true],
    ['a*b*c', 'a-b-b-c', true],
    ['a*b*c', 'a-c-b', false],
    ['ab*ba', 'aba', false],
    ['*b*b*', 'b', false],
    ['.*', 'ab', false],
  ])('%j fits %j: %s', (pattern, text, fits) => {
    expect(fitsGlob(pattern, text)).toBe(fits);
  });

  it('of ten thousand stars needs no more than one look at each', () => {
    const pattern = 'a*'.repeat(10_000);
    expect(fitsGlob(`${pattern}b`, 'a'.repeat(10_000))).toBe(false);
  });
});

describe('a value of a policy', () => {
  it.each([
    ['*', 'a', true],
    ['*', '', false],
    ['*b', 'ab', true],
    ['a*', 'ab', true],
    ['a*c', 'abc', false],
    ['*b*', 'abc', false],
    ['*b*', 'ab*', true],
  ])('%j fits %j: %s', (value, text, fits) => {
    expect(fitsValue(value, text)).toBe(fits);
  });
});
