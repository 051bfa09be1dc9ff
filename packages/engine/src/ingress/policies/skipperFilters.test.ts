import {
  areFilters,
  hostByFilters,
  isAnsweredByFilter,
} from './skipperFilters';

const sent = (host: string | null) => ({ kind: 'sent', host });
const address = {
  kind: 'sent',
  host: expect.objectContaining({ of: 'address' }),
};
const fromRequest = { kind: 'from request' };

describe('what eskip filters make of the Host', () => {
  it.each([
    ['preserveHost("true")', sent(null)],
    [
      'setPath("/") -> preserveHost("true") -> tracingTag("a", "b")',
      sent(null),
    ],
    ['preserveHost("false")', address],
    ['preserveHost("true") -> preserveHost("false")', address],
    ['setRequestHeader("Host", "cart.shop")', sent('cart.shop')],
    ['setRequestHeader( "host" , "cart.shop" )', sent('cart.shop')],
    ['setRequestHeader("Host", `cart.shop`)', sent('cart.shop')],
    ['appendRequestHeader("Host", "cart.shop")', sent('cart.shop')],
    ['preserveHost("true") -> setRequestHeader("Host", "a.b")', sent('a.b')],
    // A name that another filter put there stays.
    ['setRequestHeader("Host", "a.b") -> preserveHost("true")', sent('a.b')],
    ['setRequestHeader("Host", "${request.header.X}")', fromRequest],
    ['copyRequestHeader("X-Host", "Host")', fromRequest],
  ])('%s: %o', (filters, expected) => {
    expect(hostByFilters(filters)).toEqual(expected);
  });

  it.each([
    '',
    'setRequestHeader("X-Host", "a.b")',
    'setPath("/host")',
    'dropRequestHeader("Host")',
    // None is applied where one cannot be parsed.
    '50 -> preserveHost("true")',
    'preserveHost("true"',
  ])('is left alone by %p', filters => {
    expect(hostByFilters(filters)).toEqual({ kind: 'untouched' });
  });
});

describe('filters', () => {
  it.each([
    ['setPath("/a -> (b)") -> modPath(/^\\/x/, "/y")', true],
    ['setPath("/a") ->', false],
    ['setPath', false],
  ])('%s are some that Skipper can parse: %p', (written, expected) => {
    expect(areFilters(written)).toBe(expected);
  });

  it('that redirect answer requests, which are not forwarded', () => {
    expect(isAnsweredByFilter('redirectTo(301, "https://a.b")')).toBe(true);
    expect(isAnsweredByFilter('setPath("/a")')).toBe(false);
  });
});
