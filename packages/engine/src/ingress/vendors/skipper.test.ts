import { hostOfFilters } from './skipper';

describe('what eskip filters make of the Host', () => {
  it.each([
    ['preserveHost("true")', null],
    ['setPath("/") -> preserveHost("true") -> tracingTag("a", "b")', null],
    ['setRequestHeader("Host", "cart.shop")', 'cart.shop'],
    ['setRequestHeader( "host" , "cart.shop" )', 'cart.shop'],
    ['preserveHost("true") -> setRequestHeader("Host", "a.b")', 'a.b'],
    ['setRequestHeader("Host", "a.b") -> preserveHost("true")', null],
  ])('%s: %s', (filters, expected) => {
    expect(hostOfFilters(filters)).toBe(expected);
  });

  it('is the address that is dialled after preserveHost("false")', () => {
    expect(hostOfFilters('preserveHost("false")')).toMatchObject({
      of: 'address',
    });
  });

  it.each(['', 'setRequestHeader("X-Host", "a.b")', 'setPath("/host")'])(
    'is left alone by %p',
    filters => {
      expect(hostOfFilters(filters)).toBeUndefined();
    },
  );
});
