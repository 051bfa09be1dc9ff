import {
  areFilters,
  asksIn,
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

describe('whom eskip filters ask', () => {
  const url = 'http://login.shop.svc:8180/realms/shop';

  it.each([
    [`webhook("${url}")`, 'external authorization'],
    [`oauthTokenintrospectionAnyClaims("${url}", "email")`, 'token issuer'],
    [
      `secureOauthTokenintrospectionAllKV("${url}", "id", "secret", "a", "b")`,
      'token issuer',
    ],
    [`setPath("/") -> jwtValidation("${url}")`, 'token issuer'],
    [`oauthOidcUserInfo("${url}", "id", "secret")`, 'token issuer'],
    [`tee("${url}", ".*", "/foo")`, undefined],
  ])('%s for %s', (written, purpose) => {
    expect(asksIn(written)).toEqual([{ url, purpose }]);
  });

  it.each(['opaAuthorizeRequest("shop")', 'teeLoopback("a")', 'webhook('])(
    'nobody: %s',
    written => {
      expect(asksIn(written)).toEqual([]);
    },
  );
});

describe('filters that answer every request', () => {
  it.each([
    ['opaServeResponse("shop")', true],
    ['setPath("/") -> static("/a", "/b")', true],
    ['absorb()', true],
    ['opaAuthorizeRequest("shop")', false],
    ['inlineContentIfStatus(404, "gone")', false],
  ])('%s: %s', (written, expected) => {
    expect(isAnsweredByFilter(written)).toBe(expected);
  });
});
