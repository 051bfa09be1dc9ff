import { hostsMeet, narrowerHost, sampleHost } from './hosts';

describe('hosts', () => {
  it.each([
    [null, 'any-host.invalid'],
    ['*', 'any-host.invalid'],
    ['*.example.com', 'any-host.example.com'],
    ['shop.example.com', 'shop.example.com'],
  ])('of a rule for %s are sampled as %s', (host, sample) => {
    expect(sampleHost(host)).toBe(sample);
  });

  it.each([
    ['a.example.com', 'a.example.com', true],
    ['a.example.com', 'b.example.com', false],
    ['*.example.com', 'a.example.com', true],
    ['*.example.com', 'example.com', false],
    ['*.example.com', '*.a.example.com', true],
    ['*.example.com', '*.example.org', false],
    [null, 'a.example.com', true],
    ['*', null, true],
  ])('%s and %s meet: %s', (a, b, meet) => {
    expect(hostsMeet(a, b)).toBe(meet);
    expect(hostsMeet(b, a)).toBe(meet);
  });

  it.each([
    [null, 'a.example.com', 'a.example.com'],
    ['*.example.com', 'a.example.com', 'a.example.com'],
    ['*.example.com', '*.a.example.com', '*.a.example.com'],
    ['*', null, null],
  ])('of %s and %s the narrower is %s', (a, b, narrow) => {
    expect(narrowerHost(a, b)).toBe(narrow);
    expect(narrowerHost(b, a)).toBe(narrow);
  });
});
