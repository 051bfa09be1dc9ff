import { regexMeets } from './routeRegex';

describe('an expression of a route', () => {
  it.each([
    ['/api/.*', '/api/x', true],
    ['/api', '/api/x', false],
    ['/v[0-9]+/(users|orders)', '/v12/orders', true],
    ['(?i)/API', '/api', true],
    ['(?i)/API', '/apis', false],
    ['/a|/b', '/b', true],
    ['/orders?/(r)r*', '/order/rrr', true],
    ['/[', '/[', false],
    ['/(a+)+', '/a', false],
  ])('%s of %s: %s', (source, actual, expected) => {
    expect(regexMeets(source, actual)).toBe(expected);
  });

  // One who tries them all needs longer than the world is old.
  it.each(['(a+)+b', '((a)|a)*b', '(?:a*)*b', '.*.*.*.*.*.*.*b', '(a|a?)+b'])(
    'is answered, for %s, which has countless ways to fit',
    source => {
      expect(regexMeets(source, 'a'.repeat(250))).toBe(false);
    },
  );
});
