import { cluster, istio, service, sidecarPod } from '../../testing/cluster';
import { connect } from '../connect';

// Which rule a client takes, and what it starts then: istio pilot/pkg/model/push_context.go destinationRule,
// destination_rule.go, pilot/pkg/networking/core/cluster_tls.go, pilot/pkg/xds/endpoints/mtls_checker.go.
// Of a rule, `in` names its namespace; the client is in web, the Service in shop.
interface Rule {
  readonly in: 'web' | 'shop' | 'istio-system';
  readonly name?: string;
  readonly host?: string;
  readonly policy?: object;
  readonly more?: object;
  readonly created?: string;
}

interface Case {
  readonly name: string;
  readonly rules: readonly Rule[];
  readonly wire: 'istio-mtls' | 'plaintext' | 'tls';
}

const fqdn = 'cart.shop.svc.cluster.local';
const older = '2026-01-01T00:00:00Z';
const newer = '2026-02-01T00:00:00Z';
const tls = (mode: string, more = {}) => ({ tls: { mode, ...more } });
const onPort = (number: number, settings: object) => ({
  portLevelSettings: [{ port: { number }, ...settings }],
});

const cases: readonly Case[] = [
  { name: 'without a rule', rules: [], wire: 'istio-mtls' },
  {
    name: 'with a rule that does not speak of TLS',
    rules: [{ in: 'shop', policy: { loadBalancer: { simple: 'RANDOM' } } }],
    wire: 'istio-mtls',
  },
  {
    name: 'with DISABLE',
    rules: [{ in: 'shop', policy: tls('DISABLE') }],
    wire: 'plaintext',
  },
  {
    name: 'with SIMPLE',
    rules: [{ in: 'shop', policy: tls('SIMPLE') }],
    wire: 'tls',
  },
  {
    name: 'with a short name as host, of the namespace of the rule',
    rules: [{ in: 'shop', host: 'cart', policy: tls('DISABLE') }],
    wire: 'plaintext',
  },
  {
    name: 'with a short name in another namespace, which is another host',
    rules: [{ in: 'web', host: 'cart', policy: tls('DISABLE') }],
    wire: 'istio-mtls',
  },
  {
    name: 'with name and namespace as host, which is no name of a Service',
    rules: [{ in: 'shop', host: 'cart.shop', policy: tls('DISABLE') }],
    wire: 'istio-mtls',
  },
  {
    name: 'with DISABLE for its port',
    rules: [{ in: 'shop', policy: onPort(80, tls('DISABLE')) }],
    wire: 'plaintext',
  },
  {
    name: 'with DISABLE for another port',
    rules: [{ in: 'shop', policy: onPort(8080, tls('DISABLE')) }],
    wire: 'istio-mtls',
  },
  {
    name: 'with ISTIO_MUTUAL for its port and DISABLE for others',
    rules: [
      {
        in: 'shop',
        policy: { ...tls('DISABLE'), ...onPort(80, tls('ISTIO_MUTUAL')) },
      },
    ],
    wire: 'istio-mtls',
  },
  {
    name: 'with DISABLE above a port that does not speak of TLS, where endpoints fall back',
    rules: [
      {
        in: 'shop',
        policy: {
          ...tls('DISABLE'),
          ...onPort(80, { loadBalancer: { simple: 'RANDOM' } }),
        },
      },
    ],
    wire: 'plaintext',
  },
  {
    name: 'with a credential that sidecars do not fetch',
    rules: [{ in: 'shop', policy: tls('SIMPLE', { credentialName: 'ca' }) }],
    wire: 'plaintext',
  },
  {
    name: 'with a credential, in a rule for this client alone',
    rules: [
      {
        in: 'web',
        policy: tls('SIMPLE', { credentialName: 'ca' }),
        more: { workloadSelector: { matchLabels: { app: 'client' } } },
      },
    ],
    wire: 'tls',
  },
  {
    name: 'with the rule of its own namespace before that of the Service',
    rules: [
      { in: 'web', policy: tls('SIMPLE') },
      { in: 'shop', policy: tls('DISABLE') },
    ],
    wire: 'tls',
  },
  {
    name: 'with a wildcard of its own namespace before the very host in that of the Service',
    rules: [
      { in: 'web', host: '*.local', policy: tls('SIMPLE') },
      { in: 'shop', policy: tls('DISABLE') },
    ],
    wire: 'tls',
  },
  {
    name: 'with the longer of two wildcards',
    rules: [
      { in: 'shop', name: 'wide', host: '*.local', policy: tls('SIMPLE') },
      {
        in: 'shop',
        name: 'narrow',
        host: '*.shop.svc.cluster.local',
        policy: tls('DISABLE'),
      },
    ],
    wire: 'plaintext',
  },
  {
    name: 'with the rule of the root namespace, when there is no other',
    rules: [{ in: 'istio-system', policy: tls('DISABLE') }],
    wire: 'plaintext',
  },
  {
    name: 'with the rule of the Service before that of the root namespace',
    rules: [
      { in: 'istio-system', policy: tls('DISABLE') },
      { in: 'shop', policy: tls('SIMPLE') },
    ],
    wire: 'tls',
  },
  {
    name: 'without a rule that is not exported to it',
    rules: [{ in: 'shop', policy: tls('DISABLE'), more: { exportTo: ['.'] } }],
    wire: 'istio-mtls',
  },
  {
    name: 'without a rule for other workloads',
    rules: [
      {
        in: 'web',
        policy: tls('DISABLE'),
        more: { workloadSelector: { matchLabels: { app: 'other' } } },
      },
    ],
    wire: 'istio-mtls',
  },
  {
    name: 'without a rule for workloads of another namespace',
    rules: [
      {
        in: 'shop',
        policy: tls('DISABLE'),
        more: { workloadSelector: { matchLabels: { app: 'client' } } },
      },
    ],
    wire: 'istio-mtls',
  },
  {
    name: 'with the policy of the older rule, which hides the TLS of the newer',
    rules: [
      {
        in: 'shop',
        name: 'older',
        created: older,
        policy: { loadBalancer: { simple: 'RANDOM' } },
      },
      { in: 'shop', name: 'newer', created: newer, policy: tls('DISABLE') },
    ],
    wire: 'istio-mtls',
  },
  {
    name: 'with the policy of the newer rule, when the older has none',
    rules: [
      {
        in: 'shop',
        name: 'older',
        created: older,
        more: { subsets: [{ name: 'v1' }] },
      },
      { in: 'shop', name: 'newer', created: newer, policy: tls('DISABLE') },
    ],
    wire: 'plaintext',
  },
];

function ruleOf(rule: Rule): unknown {
  return istio(
    'DestinationRule',
    `${rule.in}/${rule.name ?? 'cart'}`,
    {
      host: rule.host ?? fqdn,
      ...(rule.policy && { trafficPolicy: rule.policy }),
      ...rule.more,
    },
    rule.created === undefined ? {} : { creationTimestamp: rule.created },
  );
}

describe('a client sends', () => {
  it.each(cases)('$wire $name', ({ rules, wire }) => {
    const state = cluster(
      sidecarPod('web/client-0', { ip: '10.1.8.1' }),
      sidecarPod('shop/cart-0', { ip: '10.1.0.1' }),
      service(
        'shop/cart',
        '10.96.0.1',
        [{ name: 'tcp', port: 80, targetPort: 8080 }],
        { 'cart-0': '10.1.0.1' },
      ),
      rules.map(ruleOf),
    );
    const arrivals = connect(state, {
      from: 'web/client-0',
      address: '10.96.0.1',
      port: 80,
      protocol: 'tcp',
    });
    expect(arrivals.map(one => one.wire)).toEqual([wire]);
  });
});
