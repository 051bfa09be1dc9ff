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
) {
  return sidecarPod('shop/cart-0', {
    ip,
    annotations,
    spec: {
      containers: [
        { name: 'app' },
        { name: 'istio-proxy', image, args: ['proxy', 'sidecar'] },
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
const withUser = (spec: object) =>
  initPod({
    spec: {
      initContainers: [{ name: 'istio-init', args: ['istio-iptables'] }],
      containers: [
        { name: 'app', ...spec },
        { name: 'istio-proxy', args: ['proxy', 'sidecar'] },
      ],
    },
  });

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
    ['-m NONE', redirected({ '-m': 'NONE' }), false],
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

  it.each([15020, 15021, 15090])('but never to port %d', port => {
    expect(captured(cluster(initPod()), 'shop/cart-0', { port })).toBe(false);
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
