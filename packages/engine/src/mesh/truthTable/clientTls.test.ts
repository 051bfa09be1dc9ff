import { cluster, istio, service, sidecarPod } from '../../testing/cluster';
import { connect } from '../connect';

// What a sidecar starts towards a Service's port 80, container port 8080, by the rule for it: istio
// pilot/pkg/networking/core/cluster_tls.go, pilot/pkg/xds/endpoints/mtls_checker.go.
interface Case {
  readonly name: string;
  /** trafficPolicy of the DestinationRule; none without. */
  readonly policy?: object;
  readonly rule?: object;
  readonly wire: 'istio-mtls' | 'plaintext' | 'tls';
}

const tls = (mode: string, more = {}) => ({ tls: { mode, ...more } });
const balanced = { loadBalancer: { simple: 'RANDOM' } };
const onPort = (number: number, settings: object) => ({
  portLevelSettings: [{ port: { number }, ...settings }],
});
const forClient = { workloadSelector: { matchLabels: { app: 'client' } } };

const cases: readonly Case[] = [
  { name: 'without a rule', wire: 'istio-mtls' },
  {
    name: 'where the rule does not speak of TLS',
    policy: balanced,
    wire: 'istio-mtls',
  },
  { name: 'by DISABLE', policy: tls('DISABLE'), wire: 'plaintext' },
  { name: 'by SIMPLE', policy: tls('SIMPLE'), wire: 'tls' },
  { name: 'by MUTUAL', policy: tls('MUTUAL'), wire: 'tls' },
  { name: 'by ISTIO_MUTUAL', policy: tls('ISTIO_MUTUAL'), wire: 'istio-mtls' },
  {
    name: "by DISABLE of the Service's port",
    policy: onPort(80, tls('DISABLE')),
    wire: 'plaintext',
  },
  {
    name: 'whatever stands for the container port',
    policy: onPort(8080, tls('DISABLE')),
    wire: 'istio-mtls',
  },
  {
    name: 'by the port before all ports',
    policy: { ...tls('DISABLE'), ...onPort(80, tls('ISTIO_MUTUAL')) },
    wire: 'istio-mtls',
  },
  {
    name: 'by DISABLE of all ports, to which endpoints fall back from a port without TLS',
    policy: { ...tls('DISABLE'), ...onPort(80, balanced) },
    wire: 'plaintext',
  },
  {
    name: 'for want of a credential, which sidecars fetch for nobody',
    policy: tls('SIMPLE', { credentialName: 'ca' }),
    wire: 'plaintext',
  },
  {
    name: 'with a credential out of a ConfigMap',
    policy: tls('SIMPLE', { credentialName: 'configmap://ca' }),
    wire: 'tls',
  },
  {
    name: 'with a credential of a rule for this client alone',
    policy: tls('SIMPLE', { credentialName: 'ca' }),
    rule: forClient,
    wire: 'tls',
  },
];

const shop = [
  sidecarPod('shop/client-0', { ip: '10.1.0.8' }),
  sidecarPod('shop/cart-0', { ip: '10.1.0.1' }),
  service(
    'shop/cart',
    '10.96.0.1',
    [{ name: 'tcp', port: 80, targetPort: 8080 }],
    { 'cart-0': '10.1.0.1' },
  ),
];

describe('a client sends', () => {
  it.each(cases)('$wire $name', ({ policy, rule, wire }) => {
    const rules = policy && [
      istio('DestinationRule', 'shop/cart', {
        host: 'cart.shop.svc.cluster.local',
        trafficPolicy: policy,
        ...rule,
      }),
    ];
    const arrivals = connect(cluster(shop, rules ?? []), {
      from: 'shop/client-0',
      address: '10.96.0.1',
      port: 80,
      protocol: 'tcp',
    });
    expect(arrivals.map(one => one.wire)).toEqual([wire]);
  });
});
