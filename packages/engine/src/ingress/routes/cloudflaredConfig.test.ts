import type { ConfigMap } from '../../state/kinds/configMap';
import { tunnelRefusal, tunnelRules } from './cloudflaredConfig';

const configMap = (yaml: string): ConfigMap => ({
  kind: 'ConfigMap',
  meta: {
    namespace: 'edge',
    name: 'cloudflared',
    labels: {},
    annotations: {},
    created: 0,
  },
  data: { 'config.yaml': yaml },
});

const rulesOf = (yaml: string) => tunnelRules(configMap(yaml));

describe('tunnelRules', () => {
  it.each([
    ['http://web:8080', { scheme: 'http', target: 'web', port: 8080 }],
    ['http://web.shop', { scheme: 'http', target: 'web.shop', port: 80 }],
    [
      'https://web.shop.svc.cluster.local',
      { scheme: 'https', target: 'web.shop.svc.cluster.local', port: 443 },
    ],
    ['tcp://db.shop:5432', { scheme: 'tcp', target: 'db.shop', port: 5432 }],
    ['ssh://bastion', { scheme: 'tcp', target: 'bastion', port: 22 }],
    ['tcp://db', { scheme: 'tcp', target: 'db', port: 7864 }],
    ['postgres://db:5432', { scheme: 'tcp', target: 'db', port: 5432 }],
    ['ws://web.shop', { scheme: 'http', target: 'web.shop', port: 80 }],
    ['wss://web.shop', { scheme: 'https', target: 'web.shop', port: 443 }],
  ])('reads %s', (service, expected) => {
    expect(rulesOf(`ingress: [{ service: '${service}' }]`)).toEqual([
      expect.objectContaining(expected),
    ]);
  });

  it.each([
    'http_status:404',
    'hello_world',
    'bastion',
    'unix:/run/web.sock',
    'postgres://db',
  ])('leaves out what leads nowhere in the cluster: %s', service => {
    expect(rulesOf(`ingress: [{ service: '${service}' }]`)).toEqual([]);
  });

  it("takes from the top what a rule's originRequest does not set", () => {
    const [first, second] = rulesOf(`
originRequest: { httpHostHeader: common.shop, originServerName: sni.shop }
ingress:
  - { hostname: a.example.com, service: 'http://a.shop', originRequest: { httpHostHeader: a.shop } }
  - { hostname: b.example.com, service: 'https://b.shop', originRequest: { http2Origin: true } }
`);
    expect(first).toMatchObject({
      hostHeader: 'a.shop',
      serverName: 'sni.shop',
    });
    expect(second).toMatchObject({ hostHeader: 'common.shop', http2: true });
  });

  it.each([
    ['{ service: "https://a.shop" }', 'a.shop'],
    [
      '{ hostname: a.com, service: "https://a.shop", originRequest: { matchSNItoHost: true } }',
      'a.com',
    ],
    [
      '{ hostname: a.com, service: "https://a.shop", originRequest: { matchSNItoHost: true, httpHostHeader: b.com } }',
      'b.com',
    ],
    [
      '{ hostname: "*.a.com", service: "https://a.shop", originRequest: { matchSNItoHost: true } }',
      '',
    ],
  ])('asks for a server by %s', (rule, serverName) => {
    expect(rulesOf(`ingress: [${rule}]`)).toMatchObject([{ serverName }]);
  });

  it('takes an asterisk for any host', () => {
    expect(
      rulesOf('ingress: [{ hostname: "*", service: "http://a.shop" }]'),
    ).toMatchObject([{ host: null }]);
  });

  it('has no rules where the file is no YAML', () => {
    expect(rulesOf('ingress: [')).toEqual([]);
  });
});

describe('tunnelRefusal', () => {
  const catchAll = '{ service: http_status:404 }';
  it.each([
    [`[${catchAll}]`, undefined],
    [`[{ path: /a, service: 'http://a' }, ${catchAll}]`, undefined],
    ["[{ hostname: a.com, service: 'http://a' }]", /last rule/],
    [`[${catchAll}, ${catchAll}]`, /ingress\[0\] leaves nothing/],
    [
      `[{ hostname: a.com, service: 'http://a/b' }, ${catchAll}]`,
      /URL of ingress\[0\]/,
    ],
  ])('says of %s: %s', (ingress, why) => {
    const said = tunnelRefusal(configMap(`ingress: ${ingress}`)) ?? '';
    expect(said).toMatch(why ?? /^$/);
  });
});
