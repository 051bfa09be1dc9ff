import {
  ambientPod,
  cluster,
  istio,
  meshConfigMap,
  service,
  sidecarPod,
} from '../../testing/cluster';
import { connect } from '../connect';

const istiod = (version: string, env: Record<string, string> = {}) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: {
    namespace: 'istio-system',
    name: 'istiod-1',
    labels: { app: 'istiod', 'istio.io/rev': 'default' },
  },
  spec: {
    containers: [
      {
        name: 'discovery',
        image: `istio/pilot:${version}`,
        env: Object.entries(env).map(([name, value]) => ({ name, value })),
      },
    ],
  },
});

const cart = service(
  'shop/cart',
  '10.96.0.1',
  [{ name: 'tcp', port: 80, targetPort: 8080 }],
  { 'cart-1': '10.1.0.1' },
);
const proxy = (image: string, more = {}) => ({
  spec: {
    containers: [{ name: 'istio-proxy', image, args: ['proxy', 'sidecar'] }],
    initContainers: [{ name: 'istio-validation' }],
    ...more,
  },
});
const backend = (image = 'istio/proxyv2:1.31.0', annotations = {}) =>
  sidecarPod('shop/cart-1', { ip: '10.1.0.1', annotations, ...proxy(image) });
const withNativePort = sidecarPod('shop/cart-1', {
  ip: '10.1.0.1',
  ...proxy('istio/proxyv2:1.31.0', {
    initContainers: [
      {
        name: 'cache',
        restartPolicy: 'Always',
        ports: [{ name: 'web', containerPort: 8080 }],
      },
    ],
  }),
});
const ambientBackend = (annotations = {}) =>
  ambientPod('shop/cart-1', { ip: '10.1.0.1', annotations });
const client = sidecarPod('edge/lb-1', { ip: '10.1.7.1' });
const ambientClient = ambientPod('edge/lb-1', { ip: '10.1.7.1' });

function ask(...objects: readonly unknown[]) {
  const [arrival] = connect(cluster(...objects, cart), {
    from: 'edge/lb-1',
    address: '10.96.0.1',
    port: 80,
    protocol: 'tcp',
  });
  return arrival;
}

const bypass = { 'ambient.istio.io/bypass-inbound-capture': 'true' };
const noInbound = { 'traffic.sidecar.istio.io/includeInboundPorts': '' };
const portPolicy = istio('PeerAuthentication', 'shop/cart', {
  selector: { matchLabels: { app: 'cart' } },
  mtls: { mode: 'STRICT' },
  portLevelMtls: { 8080: { mode: 'PERMISSIVE' } },
});
const subsets = istio('DestinationRule', 'shop/cart', {
  host: 'cart',
  trafficPolicy: { tls: { mode: 'ISTIO_MUTUAL' } },
  subsets: [
    {
      name: 'v1',
      labels: { app: 'cart' },
      trafficPolicy: { loadBalancer: { simple: 'RANDOM' } },
    },
  ],
});
const toSubset = istio('VirtualService', 'shop/cart', {
  hosts: ['cart'],
  tcp: [{ route: [{ destination: { host: 'cart', subset: 'v1' } }] }],
});
const withoutPay = istio('Sidecar', 'edge/default', {
  egress: [{ hosts: ['*/*', '~pay/*'] }],
});
const attached = {
  apiVersion: 'gateway.networking.k8s.io/v1',
  kind: 'BackendTLSPolicy',
  metadata: { namespace: 'shop', name: 'cart' },
  spec: {
    targetRefs: [{ group: '', kind: 'Service', name: 'cart' }],
    validation: { hostname: 'cart' },
  },
};

const leftAlone = {
  ...attached,
  metadata: {
    ...attached.metadata,
    annotations: { 'istio.io/ignore-policy-attachment': 'true' },
  },
};
const ruleOfCart = istio('DestinationRule', 'shop/cart', {
  host: 'cart',
  trafficPolicy: { connectionPool: {} },
});
const exported = (...to: readonly string[]) =>
  meshConfigMap(`defaultServiceExportTo: ${JSON.stringify(to)}`);

describe('the version of Istio', () => {
  it.each([
    [
      'a proxy of 1.20',
      'runs Istio 1.20.1',
      [client, backend('proxyv2:1.20.1')],
    ],
    [
      'modes for ports behind a ztunnel of 1.23.4',
      'which ztunnels follow since',
      [ambientClient, ambientBackend(), istiod('1.23.4'), portPolicy],
    ],
    [
      'a bypass that 1.23 does not know',
      'knows since 1.24',
      [client, ambientBackend(bypass), istiod('1.23.9')],
    ],
    [
      'an empty includeInboundPorts by CNI, and no version to be read',
      'had no effect with the CNI plugin',
      [client, backend('proxyv2:latest', noInbound)],
    ],
    [
      'a named port of a native sidecar under 1.29',
      'looks for named target ports among containers only',
      [client, withNativePort, istiod('1.29.2')],
    ],
    [
      'hosts that a Sidecar takes out under 1.30',
      'understands since 1.31',
      [client, backend(), istiod('1.30.0'), withoutPay],
    ],
    [
      'a subset below a TLS mode under 1.30',
      'endpoints of the subset v1',
      [client, backend(), istiod('1.30.0'), subsets, toSubset],
    ],
    [
      'a BackendTLSPolicy under 1.30.3',
      'sidecars send plaintext before',
      [client, backend(), istiod('1.30.3'), attached],
    ],
    [
      'a BackendTLSPolicy under 1.32',
      'nothing is sent',
      [client, backend(), istiod('1.32.0'), attached],
    ],
    [
      'a BackendTLSPolicy beside a DestinationRule under 1.30',
      'stood instead of the settings of DestinationRule shop/cart',
      [client, backend(), istiod('1.30.4'), attached, ruleOfCart],
    ],
    [
      'a BackendTLSPolicy that is to be ignored under 1.30.0',
      'which Istio knows since 1.30.1',
      [client, backend(), istiod('1.30.0'), leftAlone],
    ],
    [
      'namespaces that services are exported to by default under 1.30',
      'before Istio 1.31 only a "." or a "*" in it had an effect',
      [client, backend(), istiod('1.30.0'), exported('.', 'edge')],
    ],
    [
      'a switch of istiod',
      'PILOT_PREFER_SENDING_HBONE=true',
      [
        client,
        backend(),
        istiod('1.31.0', { PILOT_PREFER_SENDING_HBONE: 'true' }),
      ],
    ],
    [
      'a custom injection template',
      'the injection template house',
      [
        client,
        backend(undefined, { 'inject.istio.io/templates': 'sidecar,house' }),
      ],
    ],
    [
      'virtual machines behind the pod',
      'reroute-virtual-interfaces',
      [
        client,
        backend(undefined, { 'istio.io/reroute-virtual-interfaces': 'eth1' }),
      ],
    ],
  ])('makes an answer less than proven for %s', (_, caveat, objects) => {
    const arrival = ask(objects);
    expect(arrival.certainty).toBe('inferred');
    expect(arrival.caveats.join(' ')).toContain(caveat);
  });

  it.each([
    ['1.31 and nothing special', [client, backend(), istiod('1.31.0')]],
    [
      'modes for ports under 1.24.3',
      [ambientClient, ambientBackend(), istiod('1.24.3'), portPolicy],
    ],
    [
      'a named port of a native sidecar under 1.30',
      [client, withNativePort, istiod('1.30.0')],
    ],
    [
      '~ in a Sidecar under 1.31',
      [client, backend(), istiod('1.31.0'), withoutPay],
    ],
    [
      'a subset below a TLS mode under 1.31',
      [client, backend(), istiod('1.31.0'), subsets, toSubset],
    ],
    [
      'a BackendTLSPolicy that is to be ignored under 1.30.1',
      [client, backend(), istiod('1.30.1'), leftAlone],
    ],
    [
      'namespaces that services are exported to by default under 1.31',
      [client, backend(), istiod('1.31.0'), exported('.', 'edge')],
    ],
    [
      'services that are exported to all by default under 1.30',
      [client, backend(), istiod('1.30.0'), exported('*')],
    ],
    [
      'a switch that is set to what it is anyway',
      [
        client,
        backend(),
        istiod('1.31.0', { PILOT_PREFER_SENDING_HBONE: 'false' }),
      ],
    ],
    [
      "Istio's own injection template",
      [client, backend(undefined, { 'inject.istio.io/templates': 'sidecar' })],
    ],
  ])('leaves an answer proven for %s', (_, objects) => {
    expect(ask(objects)).toMatchObject({ certainty: 'proven', caveats: [] });
  });

  it.each([
    ['hangs', '1.28.3', 'rejected', 'proven'],
    ['arrives', '1.29.0', 'accepted', 'proven'],
    ['arrives, perhaps', 'latest', 'accepted', 'inferred'],
  ])(
    'decides whether HBONE to a pod that bypasses its ztunnel %s (%s)',
    (_, version, outcome, certainty) => {
      expect(
        ask(ambientClient, ambientBackend(bypass), istiod(version)),
      ).toMatchObject({ wire: 'istio-mtls', outcome, certainty });
    },
  );
});

describe('an empty workloadSelector', () => {
  const entry = istio('ServiceEntry', 'shop/api', {
    hosts: ['api.example.com'],
    addresses: ['10.97.0.5'],
    location: 'MESH_INTERNAL',
    resolution: 'STATIC',
    ports: [{ name: 'tcp', number: 80, protocol: 'TCP' }],
    workloadSelector: { labels: {} },
  });

  it.each([
    ['1.29.4', []],
    ['1.30.4', ['selected every workload of its namespace']],
    ['1.30.5', []],
    ['1.31.1', ['selected every workload of its namespace']],
  ])('selects nothing, in Istio %s perhaps', (version, expected) => {
    const mesh = [istiod(version), backend(), client, entry];
    const [arrival] = connect(cluster(mesh), {
      from: 'edge/lb-1',
      address: '10.97.0.5',
      port: 80,
      protocol: 'tcp',
    });
    expect(arrival).toMatchObject({ pod: '', outcome: 'unroutable' });
    expect(arrival.caveats).toEqual(
      expected.map(text => expect.stringContaining(text)),
    );
  });
});

describe('a host that services of two namespaces have', () => {
  const squatter = istio('ServiceEntry', 'pay/cart', {
    hosts: ['cart.shop.svc.cluster.local'],
    location: 'MESH_INTERNAL',
    resolution: 'STATIC',
    ports: [{ name: 'tcp', number: 80, protocol: 'TCP' }],
  });

  it.each([
    ['1.29.4', [squatter], 'inferred'],
    ['1.30.0', [squatter], 'proven'],
    ['1.29.4', [], 'proven'],
  ])('is answered for of Istio %s', (version, objects, certainty) => {
    const mesh = [istiod(version), backend(), client];
    expect(ask(mesh, objects).certainty).toBe(certainty);
  });
});
