import {
  ambientPod,
  cluster,
  istio,
  plainPod,
  service,
  sidecarPod,
} from '../../testing/cluster';
import { connect } from '../connect';
import { mtlsMode } from '../policy/mtlsMode';

function mesh(name: string, text: string) {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { namespace: 'istio-system', name },
    data: { mesh: text },
  };
}

const canary = { annotations: { 'istio.io/rev': 'canary' } };
const cart = (metadata = {}) => [
  sidecarPod('shop/cart-1', { ip: '10.1.0.1', ...metadata }),
  service(
    'shop/cart',
    '10.96.0.1',
    [{ name: 'tcp', port: 80, targetPort: 8080 }],
    { 'cart-1': '10.1.0.1' },
  ),
];
const client = (metadata = {}) =>
  sidecarPod('edge/lb-1', { ip: '10.1.7.1', ...metadata });
const ask = {
  from: 'edge/lb-1',
  address: '10.96.0.1',
  port: 80,
  protocol: 'tcp',
} as const;

describe('a pod of another revision', () => {
  it('obeys the root namespace of its own control plane, not that of the default one', () => {
    const policies = [
      istio('PeerAuthentication', 'istio-system/default', {
        mtls: { mode: 'PERMISSIVE' },
      }),
      istio('PeerAuthentication', 'istio-canary/default', {
        mtls: { mode: 'STRICT' },
      }),
      mesh('istio', '{}'),
      mesh('istio-canary', 'rootNamespace: istio-canary'),
    ];
    const modeOf = (pods: readonly unknown[]) =>
      mtlsMode(cluster(pods, policies), 'shop/cart-1', 8080).mode;
    expect(modeOf(cart())).toBe('PERMISSIVE');
    expect(modeOf(cart(canary))).toBe('STRICT');
  });

  it.each([
    ['enableAutoMtls: false', 'plaintext', 'accepted'],
    [
      'outboundTrafficPolicy: { mode: REGISTRY_ONLY }',
      'istio-mtls',
      'accepted',
    ],
  ])(
    'is a client by the MeshConfig of its own revision: %s',
    (text, wire, outcome) => {
      const meshes = [mesh('istio', '{}'), mesh('istio-canary', text)];
      const [arrival] = connect(cluster(cart(), client(canary), meshes), ask);
      expect(arrival).toMatchObject({ wire, outcome, certainty: 'proven' });
    },
  );

  it('may not leave the registry when its own revision says so', () => {
    const meshes = [
      mesh('istio', '{}'),
      mesh('istio-canary', 'outboundTrafficPolicy: { mode: REGISTRY_ONLY }'),
    ];
    const unknown = { ...ask, address: '10.1.0.1', port: 8080 };
    const [arrival] = connect(cluster(cart(), client(canary), meshes), unknown);
    expect(arrival).toMatchObject({ wire: 'none', outcome: 'unroutable' });
    const [other] = connect(cluster(cart(), client(), meshes), unknown);
    expect(other).toMatchObject({ wire: 'plaintext', outcome: 'accepted' });
  });

  it('follows the DestinationRules of the root namespace of its own control plane', () => {
    const rules = ['istio-system', 'istio-canary'].map((namespace, at) =>
      istio('DestinationRule', `${namespace}/everything`, {
        host: '*.local',
        trafficPolicy: { tls: { mode: at === 0 ? 'ISTIO_MUTUAL' : 'DISABLE' } },
      }),
    );
    const meshes = [
      mesh('istio', '{}'),
      mesh('istio-canary', 'rootNamespace: istio-canary'),
    ];
    const wireOf = (pod: unknown) =>
      connect(cluster(cart(), pod, meshes, rules), ask)[0].wire;
    expect(wireOf(client())).toBe('istio-mtls');
    expect(wireOf(client(canary))).toBe('plaintext');
  });

  it('is answered with a doubt when its MeshConfig was not read', () => {
    const state = cluster(cart(), client(canary), mesh('istio', '{}'));
    const [arrival] = connect(state, ask);
    expect(arrival.certainty).toBe('inferred');
    expect(arrival.caveats.join()).toContain('ConfigMap istio-canary');
  });

  it('is answered with a doubt that names what is taken from the default revision', () => {
    const meshes = [
      mesh('istio', '{}'),
      mesh('istio-canary', 'defaultServiceExportTo: ["."]'),
    ];
    const [arrival] = connect(cluster(cart(), client(canary), meshes), ask);
    expect(arrival.certainty).toBe('inferred');
    expect(arrival.caveats.join()).toContain('defaultServiceExportTo');
  });

  it.each(['protocolDetectionTimeout: 5s', 'ingressClass: canary'])(
    'is answered without a doubt for what changes nothing for it: %s',
    text => {
      const meshes = [mesh('istio', '{}'), mesh('istio-canary', text)];
      const [arrival] = connect(cluster(cart(), client(canary), meshes), ask);
      expect(arrival.certainty).toBe('proven');
    },
  );

  it('is the mesh, where no other revision is installed', () => {
    const state = cluster(
      cart(canary),
      client(canary),
      mesh('istio-canary', 'defaultServiceExportTo: ["."]'),
    );
    const [arrival] = connect(state, ask);
    expect(arrival).toMatchObject({ wire: 'plaintext', certainty: 'proven' });
  });
});

describe('the mesh of several revisions, none of which is the default one', () => {
  const hidden = 'defaultServiceExportTo: ["."]';
  const webhook = (revision: string, tag?: string) => ({
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'MutatingWebhookConfiguration',
    metadata: {
      name: `injector-${tag ?? revision}`,
      labels: { 'istio.io/rev': revision, ...(tag && { 'istio.io/tag': tag }) },
    },
    webhooks: [{ clientConfig: { url: 'https://istiod.example.com/inject' } }],
  });
  const asked = (...objects: unknown[]) =>
    connect(cluster(cart(canary), client(canary), objects), ask)[0];

  it('is what they agree on', () => {
    const meshes = [mesh('istio-canary', hidden), mesh('istio-old', hidden)];
    expect(asked(meshes)).toMatchObject({
      wire: 'plaintext',
      certainty: 'proven',
    });
  });

  it('is that of the revision which is tagged as the default one', () => {
    const meshes = [mesh('istio-canary', hidden), mesh('istio-old', '{}')];
    expect(asked(meshes, webhook('canary', 'default'))).toMatchObject({
      wire: 'plaintext',
      certainty: 'proven',
    });
    expect(asked(meshes, webhook('old', 'default')).certainty).toBe('inferred');
  });

  it('is that of the only one with an injector, where Istio has another namespace', () => {
    const config = mesh('istio-canary', hidden);
    const elsewhere = {
      ...config,
      metadata: { ...config.metadata, namespace: 'mesh-system' },
    };
    expect(asked(elsewhere, webhook('canary'))).toMatchObject({
      wire: 'plaintext',
      certainty: 'proven',
    });
  });

  it('leaves a pod that names none with a doubt', () => {
    const meshes = [mesh('istio-canary', hidden), mesh('istio-old', '{}')];
    const [{ certainty, caveats }] = connect(
      cluster(cart(), client(), meshes),
      ask,
    );
    expect(certainty).toBe('inferred');
    expect(caveats.join()).toContain('names no revision');
  });
});

describe('a pod in ambient mode', () => {
  const strict = istio('PeerAuthentication', 'istio-canary/default', {
    mtls: { mode: 'STRICT' },
  });
  const meshes = [
    mesh('istio', '{}'),
    mesh('istio-canary', 'rootNamespace: istio-canary'),
  ];
  const ztunnel = (nodeName: string, metadata = {}) =>
    plainPod(`istio-system/ztunnel-${nodeName}`, {
      ip: '10.1.9.9',
      labels: { app: 'ztunnel' },
      spec: { nodeName },
      ...metadata,
    });

  it('is of the revision of the ztunnel of its node', () => {
    const modeOn = (nodeName: string) => {
      const pod = ambientPod('shop/cart-1', {
        ip: '10.1.0.1',
        spec: { nodeName },
      });
      const ztunnels = [ztunnel('one'), ztunnel('two', canary)];
      const state = cluster(pod, ztunnels, strict, meshes);
      return mtlsMode(state, 'shop/cart-1', 8080).mode;
    };
    expect(modeOn('one')).toBe('PERMISSIVE');
    expect(modeOn('two')).toBe('STRICT');
    expect(modeOn('three')).toBe('PERMISSIVE');
  });
});

// sigs.k8s.io/yaml, with which Istio reads it: pkg/util/protomarshal ApplyYAML.
describe('the MeshConfig', () => {
  const asked = (text: string) => {
    const [arrival] = connect(
      cluster(cart(), client(), mesh('istio', text)),
      ask,
    );
    return arrival;
  };

  it.each([
    ['enableAutoMtls: true', 'istio-mtls'],
    ['enableAutoMtls: false', 'plaintext'],
    ['enableAutoMtls: no', 'plaintext'],
    ['enableAutoMtls: Off', 'plaintext'],
    ['enableAutoMtls: true\nenableAutoMtls: false', 'plaintext'],
    ['', 'istio-mtls'],
  ])('is read as YAML 1.1, of which the last counts: %j', (text, wire) => {
    expect(asked(text)).toMatchObject({ wire, certainty: 'proven' });
  });

  it('that is not YAML leaves open what istiod goes by', () => {
    const { certainty, caveats } = asked('enableAutoMtls: [false');
    expect(certainty).toBe('inferred');
    expect(caveats.join()).toContain(
      'ConfigMap istio-system/istio has no YAML under the key mesh',
    );
  });
});
