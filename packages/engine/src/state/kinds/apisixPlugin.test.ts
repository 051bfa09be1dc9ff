import { trimApisixPlugins } from './apisixPlugin';

const plugin = (name: string, config: object, enable = true) => ({
  plugins: [{ name, enable, config }],
});

describe('whom a plugin of APISIX asks', () => {
  const uri = 'http://login.shop.svc:4180/verify';

  it.each([
    ['forward-auth', { uri }, 'authorization', uri, false],
    [
      'forward-auth',
      { uri, allow_degradation: true },
      'authorization',
      uri,
      true,
    ],
    // It has no such switch.
    [
      'opa',
      { host: uri, allow_degradation: true },
      'authorization',
      uri,
      false,
    ],
    ['openid-connect', { discovery: uri }, 'tokens', uri, false],
    ['authz-keycloak', { token_endpoint: uri }, 'tokens', uri, false],
    ['proxy-mirror', { host: uri }, 'copies', uri, false],
    [
      'limit-count',
      { policy: 'redis', redis_host: 'redis.shop', allow_degradation: true },
      'counting',
      'tcp://redis.shop:6379',
      true,
    ],
  ])('%s with %j: %s', (name, config, why, url, failsOpen) => {
    expect(trimApisixPlugins(plugin(name, config), 'plugins')).toEqual([
      { name, asks: [expect.objectContaining({ why, url, failsOpen })] },
    ]);
  });

  it.each([
    ['limit-count', { policy: 'local', redis_host: 'redis.shop' }],
    ['key-auth', { uri }],
  ])('nobody: %s with %j', (name, config) => {
    expect(trimApisixPlugins(plugin(name, config), 'plugins')).toEqual([
      { name, asks: [] },
    ]);
  });

  it('is none that is off', () => {
    const off = plugin('forward-auth', { uri }, false);
    expect(trimApisixPlugins(off, 'plugins')).toEqual([]);
  });
});
