import fc from 'fast-check';
import { waysOf } from './traefikRule';

const way = (host: string | null, path: string | null, isPattern = false) => ({
  host,
  path,
  pathIsPattern: isPattern,
});

describe('the ways to fulfil a rule of Traefik', () => {
  it.each([
    ['Host(`a.example.com`)', [way('a.example.com', null)]],
    ['Host("A.example.com")', [way('a.example.com', null)]],
    ['Host(`a`, `b`)', [way('a', null), way('b', null)]],
    ['Host(`a`) && PathPrefix(`/x`)', [way('a', '/x')]],
    ['Host(`a`) && PathRegexp(`^/x/\\d+`)', [way('a', '^/x/\\d+', true)]],
    ['Host(`a`) || Path(`/x`)', [way('a', null), way(null, '/x')]],
    [
      '(Host(`a`) || Host(`b`)) && PathPrefix(`/x`)',
      [way('a', '/x'), way('b', '/x')],
    ],
    ['Host(`a`) && !PathPrefix(`/x`)', [way('a', null)]],
    ['!Host(`a`)', [way(null, null)]],
    ['HostRegexp(`.+\\.example\\.com`)', [way(null, null)]],
    ['Host(`a`) && Header(`x`, `y`)', [way('a', null)]],
    ['HostSNI(`*`)', [way(null, null)]],
    ['', [way(null, null)]],
    ['Host(`a`', [way(null, null)]],
  ])('%s', (rule, ways) => {
    expect(waysOf(rule)).toEqual(ways);
  });

  it('are some for any text, and never too many', () => {
    const piece = fc.constantFrom(
      'Host(`a`)',
      'Host(`a`,`b`)',
      'PathPrefix(`/x`)',
      '&&',
      '||',
      '!',
      '(',
      ')',
      '`',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(piece).map(all => all.join(' ')),
        ),
        rule => {
          const { length } = waysOf(rule);
          expect(length).toBeGreaterThan(0);
          expect(length).toBeLessThanOrEqual(200);
        },
      ),
    );
  });
});
