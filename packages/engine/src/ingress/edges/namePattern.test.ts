import { matchesPattern } from './namePattern';

describe('a name by a regular expression', () => {
  it.each([
    ['skipper', 'skipper', true],
    ['skipper', 'skipper-internal', true],
    ['^skipper$', 'skipper-internal', false],
    ['^(skipper|)$', 'skipper', true],
    ['skip.*', 'nginx', false],
    ['(', '(', true],
    ['(', 'skipper', false],
    ['(s+)+$', 'ssssssssssssssssssssssssssssssss!', false],
  ])('%s is for %s: %s', (pattern, name, expected) => {
    expect(matchesPattern(pattern, name)).toBe(expected);
  });
});
