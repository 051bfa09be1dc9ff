import { pathNames } from '../remediation/rejectedPaths';
import type { ClusterState } from '../state/clusterState';
import { namespaces } from '../state/kinds/namespace';
import { demoObjects, objectsOf, stateOf } from '../testing/demo';
import { givenMeshes } from '../testing/givenMeshes';
import { RawCluster } from '../testing/rawCluster';
import { JudgedService, judgedServices, nameOf } from './judgedService';
import { previewStrict } from './previewStrict';
import type { BrokenService, RolloutStage, StrictScope } from './strictPreview';
import { strictSteps } from './turnStrict';

const demo = demoObjects();

/** Names of all paths that are broken, by analysing everything. */
function rejected(state: ClusterState): ReadonlySet<string> {
  return new Set(
    judgedServices(state).flatMap(service =>
      service.paths
        .filter(path => path.posture === 'rejected')
        .flatMap(path => pathNames(nameOf(service), path)),
    ),
  );
}

/** Names of the paths of a service that a preview calls broken. */
function namesOf(
  { service, paths }: BrokenService,
  judged: readonly JudgedService[],
): readonly string[] {
  const name = `${service.namespace}/${service.name}`;
  const own = judged.find(one => nameOf(one) === name);
  return paths.flatMap(({ edge, route, port }) => {
    const path = own?.paths.find(
      one =>
        one.port === port &&
        JSON.stringify([one.route, one.edge]) === JSON.stringify([route, edge]),
    );
    return path ? pathNames(name, path) : [];
  });
}

/** Names of the paths that a preview calls broken. */
function saidToBreak(
  state: ClusterState,
  scope: StrictScope,
): readonly string[] {
  const judged = judgedServices(state);
  const { breaks } = previewStrict(state, scope, { judged, remedies: false });
  return distinct(breaks.flatMap(broken => namesOf(broken, judged)));
}

/** Names of the paths that are broken once a scope is STRICT, and were not before. */
function foundToBreak(
  state: ClusterState,
  scope: StrictScope,
): readonly string[] {
  const old = rejected(state);
  const turned = state.fork();
  for (const { apply } of strictSteps(state, scope) ?? []) apply(turned);
  return distinct([...rejected(turned)].filter(path => !old.has(path)));
}

function distinct(names: readonly string[]): readonly string[] {
  return [...new Set(names)].sort();
}

/** The cluster after all steps of an order, none of which may break a path. */
function clusterAfter(
  objects: readonly unknown[],
  order: readonly RolloutStage[],
): RawCluster {
  let now = RawCluster.of(objects);
  const old = rejected(now.state());
  for (const step of order.flatMap(stage => stage.steps)) {
    now = now.apply(step);
    const broken = [...rejected(now.state())].filter(path => !old.has(path));
    expect([step.title, broken]).toEqual([step.title, []]);
  }
  return now;
}

/** A demo in which some objects are in place of others, or beside them. */
function withObjects(yaml: string): readonly unknown[] {
  return [...demo, ...objectsOf(yaml)];
}

const disabledMesh = withObjects(`
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: { name: default, namespace: istio-system, creationTimestamp: '2026-01-01T00:00:00Z' }
spec: { mtls: { mode: DISABLE } }
---
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: { name: mine, namespace: nginx-permissive, creationTimestamp: '2026-01-01T00:00:00Z' }
spec:
  selector: { matchLabels: { app: storefront } }
  portLevelMtls: { 9999: { mode: DISABLE } }
`);

const meshes: [string, readonly unknown[]][] = [
  ['the demo', demo],
  ['the demo without mTLS', disabledMesh],
];

const mesh: StrictScope = { kind: 'mesh' };

describe('the STRICT preview of the demo', () => {
  const preview = previewStrict(stateOf(demo), mesh);

  it('says in a sentence what would break', () => {
    expect(preview.sentence).toBe(
      'If the whole mesh turned STRICT now, 10 paths of 10 services would break.',
    );
  });

  it('counts every service once', () => {
    const { services, ...groups } = preview.counts;
    const sum = Object.values(groups).reduce((a, b) => a + b, 0);
    expect(sum).toBe(services);
  });

  it('gives what breaks a port to except and a remedy', () => {
    const found = preview.breaks.find(
      one => one.service.namespace === 'nginx-permissive',
    );
    expect(found).toMatchObject({
      workload: { kind: 'Deployment', name: 'storefront' },
      ports: [8080],
      paths: [
        {
          posture: 'plaintext',
          sentence:
            'ingress-nginx sends plaintext, which storefront would refuse.',
        },
      ],
    });
    expect(found?.remedies?.[0]).toMatchObject({
      standing: 'proven',
      reaches: 'permissive',
    });
  });

  it('sees that a sidecar in front of an edge would turn clients away', () => {
    const found = preview.breaks.find(
      one => one.service.namespace === 'inbound-redirection-on-permissive',
    );
    expect(found?.ports).toEqual([]);
    expect(found?.paths[0].sentence).toBe(
      'The sidecar of ingress-nginx would turn clients away: they speak plaintext.',
    );
  });

  it('says who needs plaintext, and which policy lets it in for nobody', () => {
    const state = stateOf(
      withObjects(`
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: { name: ledger, namespace: mesh-internal, creationTimestamp: '2026-01-01T00:00:00Z' }
spec:
  selector: { matchLabels: { app: ledger } }
  mtls: { mode: PERMISSIVE }
`),
    );
    const { stillPermissive } = previewStrict(state, mesh);
    expect(
      stillPermissive.find(one => one.service.name === 'storefront'),
    ).toMatchObject({
      port: 8080,
      needed: true,
      sentence: 'Plaintext arrives from ingress-nginx.',
    });
    expect(
      stillPermissive.find(one => one.service.name === 'ledger'),
    ).toMatchObject({ needed: false, policy: 'mesh-internal/ledger' });
  });

  it('puts what is ready before what has exceptions, and the mesh last', () => {
    const stages = preview.order.slice(0, -1);
    const standings = stages.map(stage => stage.standing);
    expect([...new Set(standings)]).toEqual([
      'done',
      'ready',
      'with-exceptions',
    ]);
    expect(preview.order.at(-1)).toMatchObject({
      namespace: null,
      standing: 'ready',
      sentence:
        'Nothing that is seen breaks once all stages before it are done.',
    });
  });

  it('says in a line which ports go on taking plaintext', () => {
    const stage = preview.order.find(
      one => one.namespace === 'nginx-permissive',
    );
    expect(stage?.sentence).toBe(
      'Plaintext still arrives at storefront:8080: except that port and turn the rest STRICT.',
    );
  });

  it('counts what cannot be seen among its caveats', () => {
    expect(preview.caveats.join()).toMatch(/pods are outside the mesh/);
  });
});

describe.each(meshes)('the STRICT preview of %s', (_, objects) => {
  const state = stateOf(objects);
  const scopes: StrictScope[] = [
    mesh,
    ...state.list(namespaces).map(({ meta }) => ({
      kind: 'namespace' as const,
      namespace: meta.name,
    })),
    ...judgedServices(state).map(({ service }) => ({
      kind: 'workload' as const,
      namespace: service.namespace,
      service: service.name,
    })),
  ];

  it('breaks just those paths that a whole analysis finds broken', () => {
    for (const scope of scopes) {
      expect([scope, saidToBreak(state, scope)]).toEqual([
        scope,
        foundToBreak(state, scope),
      ]);
    }
  });

  it('says the same of a narrow scope without judging everything', () => {
    const judged = judgedServices(state);
    for (const scope of scopes) {
      const whole = previewStrict(state, scope, { judged, remedies: false });
      expect(previewStrict(state, scope, { remedies: false })).toEqual(whole);
    }
  });

  it('has an order in which no step breaks a path, and after which all is STRICT', () => {
    const { order } = previewStrict(state, mesh);
    const now = clusterAfter(objects, order);
    const excepted = new Set(
      order.flatMap(stage =>
        stage.excepted.map(
          ({ service }) => `${service.namespace}/${service.name}`,
        ),
      ),
    );
    const open = judgedServices(now.state()).filter(
      service =>
        !excepted.has(nameOf(service)) &&
        service.ports.some(port =>
          ['PERMISSIVE', 'DISABLE'].includes(port.mtlsMode ?? ''),
        ),
    );
    expect(open.map(nameOf)).toEqual([]);
  });
});

describe('the STRICT preview of meshes that were drawn at random', () => {
  it.each(['sidecar-1', 'gateway-1', 'gatewayapi-1', 'ambient-1', 'capture-1'])(
    'breaks what a whole analysis finds broken, and has an order that breaks nothing (%s)',
    file => {
      const meshesOfFile = givenMeshes(file, 40);
      expect(meshesOfFile.length).toBeGreaterThan(3);
      for (const { objects } of meshesOfFile) {
        const state = stateOf(objects);
        const scopes: StrictScope[] = [
          mesh,
          ...state.list(namespaces).map(({ meta }) => ({
            kind: 'namespace' as const,
            namespace: meta.name,
          })),
        ];
        for (const scope of scopes) {
          expect([scope, saidToBreak(state, scope)]).toEqual([
            scope,
            foundToBreak(state, scope),
          ]);
          clusterAfter(
            objects,
            previewStrict(state, scope, { remedies: false }).order,
          );
        }
      }
    },
  );
});

describe('the way out of DISABLE', () => {
  it('goes by way of PERMISSIVE', () => {
    const { order } = previewStrict(stateOf(disabledMesh), {
      kind: 'namespace',
      namespace: 'nginx-permissive',
    });
    expect(order[0].steps.slice(-2).map(step => step.patch)).toEqual([
      expect.stringContaining('mode: PERMISSIVE'),
      expect.stringContaining('mode: STRICT'),
    ]);
  });
});

describe('the STRICT preview of a service that something unknown may reach', () => {
  const cluster = (...more: readonly string[]) =>
    stateOf(
      objectsOf(`
apiVersion: v1
kind: Pod
metadata:
  name: cart-1
  namespace: shop
  labels: { app: cart, security.istio.io/tlsMode: istio }
  annotations: { sidecar.istio.io/status: '{"containers":["istio-proxy"]}' }
spec:
  initContainers: [{ name: istio-validation, image: istio/proxyv2 }]
  containers:
    - { name: cart, image: cart }
    - { name: istio-proxy, image: istio/proxyv2, args: [proxy, sidecar] }
status:
  phase: Running
  podIP: 10.1.0.1
  conditions: [{ type: Ready, status: 'True' }]
---
apiVersion: v1
kind: Service
metadata: { name: cart, namespace: shop }
spec:
  clusterIP: 10.96.0.1
  selector: { app: cart }
  ports: [{ name: http, port: 80, targetPort: 8080 }]
---
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata:
  name: cart-1
  namespace: shop
  labels: { kubernetes.io/service-name: cart }
addressType: IPv4
ports: [{ name: http, port: 8080 }]
endpoints:
  - addresses: [10.1.0.1]
    targetRef: { kind: Pod, name: cart-1, namespace: shop }
${more.join('')}`),
    );
  const ofNobodyKnown = `---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: cart, namespace: shop }
spec:
  ingressClassName: of-nobody-known
  rules:
    - http:
        paths:
          - path: /
            pathType: Prefix
            backend: { service: { name: cart, port: { number: 80 } } }
`;
  const strict = `---
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: { name: default, namespace: shop }
spec: { mtls: { mode: STRICT } }
`;
  const shop: StrictScope = { kind: 'namespace', namespace: 'shop' };

  it.each([shop, mesh])('calls nothing ready in %j', scope => {
    const preview = previewStrict(cluster(ofNobodyKnown), scope);
    expect(preview.order.map(one => one.standing)).not.toContain('ready');
    expect(preview.order[0]).toMatchObject({
      standing: 'blocked',
      steps: [],
      sentence: expect.stringContaining('what reaches shop/cart'),
    });
    expect(preview.counts).toMatchObject({ ready: 0, apart: 1 });
    expect(preview.sentence).toMatch(/, but of 1 service not enough is known/);
  });

  it('calls a namespace blocked where plaintext is seen, too: excepting that is not all', () => {
    const scope: StrictScope = {
      kind: 'namespace',
      namespace: 'nginx-permissive',
    };
    const standing = (objects: readonly unknown[]) =>
      previewStrict(stateOf(objects), scope).order[0].standing;
    const another = ofNobodyKnown
      .replace('namespace: shop', 'namespace: nginx-permissive')
      .replace('name: cart, port', 'name: storefront, port');
    expect(standing(demo)).toBe('with-exceptions');
    expect(standing(withObjects(another))).toBe('blocked');
  });

  it('is ready where nothing of the kind leads there', () => {
    const { order, counts } = previewStrict(cluster(), shop);
    expect(order[0].standing).toBe('ready');
    expect(counts.ready).toBe(1);
  });

  it('is done where it accepts mTLS only already', () => {
    const preview = previewStrict(cluster(ofNobodyKnown, strict), shop);
    expect(preview.order[0].standing).toBe('done');
    expect(preview.counts.strict).toBe(1);
  });
});
