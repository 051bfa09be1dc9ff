import {
  ambientPod,
  cluster,
  plainPod,
  PodOptions,
  sidecarPod,
} from '../../testing/cluster';
import { captured } from './capture';

const ip = '10.1.0.1';
const traffic = (name: string, value: string) => ({
  [`traffic.sidecar.istio.io/${name}`]: value,
});

/** A sidecar that the CNI plugin redirects, by its annotations. */
function cniPod(
  annotations: Record<string, string>,
  image = 'istio/proxyv2:1.31.0',
  runAsUser = 1337,
  app: object = {},
) {
  return sidecarPod('shop/cart-0', {
    ip,
    annotations,
    spec: {
      containers: [
        { name: 'app', securityContext: app },
        {
          name: 'istio-proxy',
          image,
          args: ['proxy', 'sidecar'],
          securityContext: { runAsUser, runAsGroup: runAsUser },
        },
      ],
      initContainers: [{ name: 'istio-validation' }],
    },
  });
}

const initPod = (more: Partial<PodOptions> = {}) =>
  sidecarPod('shop/cart-0', { ip, ...more });
const redirected = (redirect: Record<string, string>) => initPod({ redirect });
const ambient = (annotations = {}) =>
  ambientPod('shop/cart-0', { ip, annotations });
const withUser = (spec: object, env: Record<string, string> = {}) =>
  initPod({
    spec: {
      initContainers: [{ name: 'istio-init', args: ['istio-iptables'] }],
      containers: [
        { name: 'app', ...spec },
        {
          name: 'istio-proxy',
          args: ['proxy', 'sidecar'],
          env: Object.entries(env).map(([name, value]) => ({ name, value })),
        },
      ],
    },
  });

const redirectedAs = (proxyUser: string, securityContext: object) =>
  initPod({
    spec: {
      initContainers: [
        { name: 'istio-init', args: ['istio-iptables', '-u', proxyUser] },
      ],
      containers: [
        { name: 'app', securityContext },
        { name: 'istio-proxy', args: ['proxy', 'sidecar'] },
      ],
    },
  });
const inGroup = (runAsGroup: number, included: string, excluded = '') =>
  withUser(
    { securityContext: { runAsGroup } },
    {
      ISTIO_OUTBOUND_OWNER_GROUPS: included,
      ISTIO_OUTBOUND_OWNER_GROUPS_EXCLUDE: excluded,
    },
  );

describe('connections to port 8080', () => {
  it.each([
    ['of a pod outside the mesh', plainPod('shop/cart-0', { ip }), false],
    ['as injected', initPod(), true],
    ['on the host network', initPod({ spec: { hostNetwork: true } }), false],
    ['-b *', redirected({ '-b': '*' }), true],
    ['-b empty', redirected({ '-b': '' }), false],
    ['-b with the port', redirected({ '-b': '80,8080' }), true],
    ['-b without the port', redirected({ '-b': '80' }), false],
    ['-d with the port', redirected({ '-d': '15020,8080' }), false],
    ['-d without it', redirected({ '-d': '15020,18080' }), true],
    ['-b beats -d', redirected({ '-b': '8080', '-d': '8080' }), true],
    ['-b in a list with spaces', redirected({ '-b': '80, 8080' }), true],
    ['-d with a range', redirected({ '-d': '8000:8090' }), false],
    ['-c with the pod network', redirected({ '-c': 'net1, eth0' }), false],
    ['-c without it', redirected({ '-c': 'eth1' }), true],
    ['-m NONE', redirected({ '-m': 'NONE' }), false],
    ['nftables', redirected({ '--native-nftables': '' }), true],
    [
      'nftables, excluded',
      redirected({ '--native-nftables': '', '-d': '8080' }),
      false,
    ],
    ['-m TPROXY', redirected({ '-m': 'TPROXY' }), true],
    ['CNI, nothing said', cniPod({}), true],
    ['CNI, included', cniPod(traffic('includeInboundPorts', '8080')), true],
    ['CNI, none included', cniPod(traffic('includeInboundPorts', '')), false],
    [
      'CNI before 1.25, none included',
      cniPod(traffic('includeInboundPorts', ''), 'istio/proxyv2:1.24.6'),
      true,
    ],
    ['CNI, excluded', cniPod(traffic('excludeInboundPorts', '8080')), false],
    [
      'CNI, interception NONE',
      cniPod({ 'sidecar.istio.io/interceptionMode': 'NONE' }),
      false,
    ],
    ['ambient', ambient(), true],
    [
      'ambient, bypassed',
      ambient({ 'ambient.istio.io/bypass-inbound-capture': 'true' }),
      false,
    ],
  ])('%s', (_, pod, expected) => {
    expect(captured(cluster(pod), 'shop/cart-0', { port: 8080 })).toBe(
      expected,
    );
  });

  it.each([15020, 15021, 15090])('but not to port %d, as injected', port => {
    const isTaken = (pod: object) =>
      captured(cluster(pod), 'shop/cart-0', { port });
    expect(isTaken(initPod())).toBe(false);
    expect(isTaken(cniPod(traffic('excludeInboundPorts', '80')))).toBe(false);
    expect(isTaken(redirected({ '-b': String(port) }))).toBe(true);
    expect(isTaken(redirected({ '-d': '80' }))).toBe(true);
  });

  it('but not those of HBONE, unless by TPROXY', () => {
    const toTunnel = (mode: string) =>
      captured(cluster(redirected({ '-m': mode })), 'shop/cart-0', {
        port: 15008,
      });
    expect(toTunnel('REDIRECT')).toBe(false);
    expect(toTunnel('TPROXY')).toBe(true);
  });
});

describe('connections from a pod to 10.96.0.1:80', () => {
  const to = { address: '10.96.0.1', port: 80 };

  it.each([
    ['of a pod outside the mesh', plainPod('shop/cart-0', { ip }), false],
    ['as injected', initPod(), true],
    ['ports that are let in do not matter', redirected({ '-b': '' }), true],
    ['-i empty', redirected({ '-i': '' }), false],
    ['-i with the range', redirected({ '-i': '10.96.0.0/16' }), true],
    ['-i without it', redirected({ '-i': '10.1.0.0/16' }), false],
    ['-x with the range', redirected({ '-x': '10.96.0.0/16' }), false],
    ['-x without it', redirected({ '-x': '10.1.0.0/16' }), true],
    ['-o with the port', redirected({ '-o': '80' }), false],
    ['-q beats -i', redirected({ '-i': '', '-q': '80' }), true],
    ['-x beats -q', redirected({ '-x': '10.96.0.0/16', '-q': '80' }), false],
    ['of user 1337', withUser({ securityContext: { runAsUser: 1337 } }), false],
    [
      'of group 1337',
      withUser({ securityContext: { runAsGroup: 1337 } }),
      false,
    ],
    ['-u of another user', redirectedAs('2000', { runAsUser: 1337 }), true],
    ['of the user of -u', redirectedAs('2000', { runAsUser: 2000 }), false],
    ['of the group of -u', redirectedAs('2000', { runAsGroup: 2000 }), false],
    ['of another group', inGroup(1000, '1001,1002'), false],
    ['of a group of those', inGroup(1002, '1001,1002'), true],
    ['of any group', inGroup(1002, '*'), true],
    ['of an excluded group', inGroup(1001, '*', '1001'), false],
    ['-q with a range', redirected({ '-i': '', '-q': '79:90' }), true],
    ['-c with the pod network', redirected({ '-c': 'eth0' }), false],
    [
      'CNI, proxy of another user',
      cniPod({}, undefined, 2000, { runAsUser: 1337 }),
      true,
    ],
    ['of user 1000', withUser({ securityContext: { runAsUser: 1000 } }), true],
    ['ambient', ambient(), true],
    [
      'CNI, excluded range',
      cniPod(traffic('excludeOutboundIPRanges', '10.96.0.0/16')),
      false,
    ],
    [
      'CNI, excluded port',
      cniPod(traffic('excludeOutboundPorts', '80')),
      false,
    ],
  ])('%s', (_, pod, expected) => {
    expect(captured(cluster(pod), 'shop/cart-0', to)).toBe(expected);
  });
});

describe('connections of a pod past its proxy', () => {
  const out = (pod: object, address: string, port = 80) =>
    captured(cluster(pod), 'shop/cart-0', { address, port });

  it('are those to its own address, by loopback', () => {
    expect(out(initPod(), ip)).toBe(false);
    expect(out(initPod(), '127.0.0.1')).toBe(false);
    expect(out(redirected({ '-i': '127.0.0.1/32,10.1.0.0/16' }), ip)).toBe(
      true,
    );
  });

  it('are not those that the user of the proxy makes to it, which meet its inbound side', () => {
    const pod = withUser({ securityContext: { runAsUser: 1337 } });
    expect(out(pod, ip)).toBe(true);
    expect(out(pod, ip, 15008)).toBe(false);
  });

  it('are those of its group alone, unless loopback is captured', () => {
    const pod = (ranges: string) =>
      initPod({
        redirect: { '-i': ranges },
        spec: {
          initContainers: [
            { name: 'istio-init', args: ['istio-iptables', '-i', ranges] },
          ],
          containers: [
            { name: 'app', securityContext: { runAsGroup: 1337 } },
            { name: 'istio-proxy', args: ['proxy', 'sidecar'] },
          ],
        },
      });
    expect(out(pod('*'), ip)).toBe(false);
    expect(out(pod('127.0.0.0/8,10.0.0.0/8'), ip)).toBe(true);
    expect(out(pod('127.0.0.0/8,10.0.0.0/8'), '10.1.0.9')).toBe(false);
  });

  it('are those by IPv6 where the pod has IPv4 and asks for nothing', () => {
    const both = (env: Record<string, string>) => {
      const pod = withUser({}, env) as { status: object };
      const podIPs = [{ ip }, { ip: 'fd00::1' }];
      return { ...pod, status: { ...pod.status, podIPs } };
    };
    expect(out(both({}), 'fd00::5')).toBe(false);
    expect(out(both({}), '10.1.0.5')).toBe(true);
    expect(out(both({ ISTIO_DUAL_STACK: 'true' }), 'fd00::5')).toBe(true);
    expect(out(initPod({ ip: 'fd00::1' }), 'fd00::5')).toBe(true);
    const onlyFour = withUser({}, { ISTIO_DUAL_STACK: 'true' });
    expect(out(onlyFour, 'fd00::5')).toBe(false);
  });

  it('are those to the status port, with the CNI plugin', () => {
    expect(out(cniPod({}), '10.1.0.5', 15020)).toBe(false);
    expect(
      out(cniPod(traffic('excludeOutboundPorts', '')), '10.1.0.5', 15020),
    ).toBe(true);
  });
});
