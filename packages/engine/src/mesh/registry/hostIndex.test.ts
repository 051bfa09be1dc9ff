import fc from 'fast-check';
import { growthTenfold } from '../../testing/growth';
import { HostIndex } from './hostIndex';
import { hostsOverlap, hostWithin, isWild } from './hostName';

const label = fc.constantFrom('a', 'b', 'ab', 'ba');
const name = fc
  .array(label, { minLength: 1, maxLength: 3 })
  .map(labels => labels.join('.'));
const host = fc.oneof(
  name,
  name.map(one => `*.${one}`),
  name.map(one => `*${one}`),
  fc.constant('*'),
);
const hosts = fc.uniqueArray(host, { maxLength: 12 });

const sorted = (some: Iterable<string>) => [...new Set(some)].sort();

describe('an index of hosts', () => {
  it('finds the host that fits best, as one does who looks at all of them', () => {
    fc.assert(
      fc.property(hosts, host, (all, asked) => {
        const fitting = all.filter(one => hostWithin(asked, one));
        const longest = fitting
          .filter(isWild)
          .sort((a, b) => b.length - a.length)[0];
        const best = fitting.includes(asked) ? asked : longest;
        expect(new HostIndex(all).best(asked)).toBe(best);
      }),
    );
  });

  it('finds all hosts that overlap', () => {
    fc.assert(
      fc.property(hosts, host, (all, asked) => {
        const expected = all.filter(one => hostsOverlap(one, asked));
        const index = new HostIndex(all);
        expect(sorted(index.overlapping(asked))).toEqual(sorted(expected));
        expect(index.overlaps(asked)).toBe(expected.length > 0);
      }),
    );
  });

  it('finds what hosts have in common', () => {
    fc.assert(
      fc.property(hosts, host, (all, asked) => {
        const expected = all.flatMap(one => {
          if (hostWithin(one, asked)) return [one];
          return hostWithin(asked, one) ? [asked] : [];
        });
        expect(sorted(new HostIndex(all).common(asked))).toEqual(
          sorted(expected),
        );
      }),
    );
  });

  it('takes a time for each question that does not grow with the hosts', () => {
    const growth = growthTenfold(
      20_000,
      size =>
        Array.from({ length: size }, (_, at) =>
          at % 2 ? `*.team-${at}.example.com` : `host-${at}.example.com`,
        ),
      many => {
        const index = new HostIndex(many);
        const found = many.filter(one => index.best(`x${one.slice(1)}`));
        for (const one of many) index.common(one);
        expect(found).toHaveLength(many.length / 2);
      },
    );
    expect(growth).toBeLessThan(40);
  });
});
