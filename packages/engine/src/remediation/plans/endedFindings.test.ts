// Remedies that end a finding of the mesh, or of a route, applied by their text to whole objects.
import { analyze } from '../../posture/analyze';
import { objectsOf } from '../../testing/demo';
import { gridCluster } from '../../testing/gridMeshes';
import { RawCluster } from '../../testing/rawCluster';

/** A workload, its Service and an Ingress of nginx to it, which dials the Service by its name. */
function basket(podLabels = ''): string {
  return `
apiVersion: apps/v1
kind: Deployment
metadata: { name: basket, namespace: shop }
spec:
  selector: { matchLabels: { app: basket } }
  template:
    metadata: { labels: { app: basket${podLabels} } }
    spec:
      containers:
        - { name: app, image: 'example-retail/app:1', ports: [{ name: http, containerPort: 8080 }] }
---
apiVersion: v1
kind: Service
metadata: { name: basket, namespace: shop }
spec:
  selector: { app: basket }
  ports: [{ name: http, port: 80, targetPort: 8080 }]
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: basket
  namespace: shop
  annotations:
    nginx.ingress.kubernetes.io/service-upstream: 'true'
    nginx.ingress.kubernetes.io/upstream-vhost: basket.shop.svc.cluster.local
spec:
  ingressClassName: nginx
  rules:
    - host: basket.example.com
      http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: basket, port: { number: 80 } } } }] }
---
`;
}

function policy(namespace: string, name: string, spec: string): string {
  return `
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: { name: ${name}, namespace: ${namespace}, creationTimestamp: '2026-01-01T00:00:00Z' }
spec: ${spec}
---
`;
}

const strictBasket =
  '{ selector: { matchLabels: { app: basket } }, mtls: { mode: STRICT } }';
const disabled = '{ mtls: { mode: DISABLE } }';
const strict = '{ mtls: { mode: STRICT } }';

interface RawPod {
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly labels: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly spec: { readonly initContainers: readonly { args: string[] }[] };
}

const tlsMode = 'security.istio.io/tlsMode';
const past = 'traffic.sidecar.istio.io/excludeInboundPorts';

/** Pods as Istio's webhook makes them of the template, because of their namespace; the grid's ask themselves. */
function asInjected(object: unknown, mode: string | undefined): unknown {
  const pod = object as RawPod;
  if (pod.kind !== 'Pod' || !pod.metadata.name.startsWith('basket')) {
    return object;
  }
  const { 'sidecar.istio.io/inject': _, ...labels } = pod.metadata.labels;
  const ports = pod.metadata.annotations?.[past];
  const initContainers = pod.spec.initContainers.map(one => ({
    ...one,
    args: one.args.map((arg, index) =>
      ports && one.args[index - 1] === '-d' ? `${arg},${ports}` : arg,
    ),
  }));
  return {
    ...pod,
    metadata: {
      ...pod.metadata,
      labels: { ...labels, ...(mode && { [tlsMode]: mode }) },
    },
    spec: { ...pod.spec, initContainers },
  };
}

/** What a remedy of shop/basket says, and the postures and findings that come of its steps. */
function outcome(
  yaml: string,
  id: string,
  mode = /tlsMode: (\w+)/.exec(yaml)?.[1],
) {
  const raw = RawCluster.of(
    gridCluster('ingress-nginx', 'sidecar', objectsOf(yaml)).map(one =>
      asInjected(one, mode),
    ),
  );
  const basketOf = (now: RawCluster) =>
    analyze(now.state()).find(
      ({ service }) => `${service.namespace}/${service.name}` === 'shop/basket',
    )!;
  const before = basketOf(raw);
  const remedy = before.remedies.find(one => one.id === id);
  if (!remedy) return undefined;
  const stages = [raw];
  for (const step of remedy.steps) {
    stages.push(stages[stages.length - 1].apply(step));
  }
  const after = stages.slice(1).map(basketOf);
  return {
    was: before.posture,
    standing: remedy.standing,
    promised: remedy.steps.map(step => step.after),
    came: after.map(({ posture }) => posture),
    objects: remedy.steps.map(
      ({ action, object: { kind, namespace, name } }) =>
        `${action} ${kind} ${namespace}/${name}`,
    ),
    codes: after.at(-1)?.findings.map(({ code }) => code) ?? [],
  };
}

describe('PERMISSIVE in place of DISABLE above a workload that is STRICT', () => {
  it('ends the plaintext that clients send because of the namespace', () => {
    const yaml = [
      basket(),
      policy('shop', 'default', disabled),
      policy('shop', 'basket', strictBasket),
    ].join('');
    const found = outcome(yaml, 'permissive-above');
    expect(found).toMatchObject({
      was: 'rejected',
      standing: 'proven',
      promised: ['enforced'],
      came: ['enforced'],
      objects: ['patch PeerAuthentication shop/default'],
    });
    expect(found?.codes).not.toContain('IP0304');
  });

  it('is said for the namespace alone where the whole mesh says DISABLE', () => {
    const yaml = [
      basket(),
      policy('istio-system', 'default', disabled),
      policy('shop', 'basket', strictBasket),
    ].join('');
    expect(outcome(yaml, 'permissive-above')).toMatchObject({
      came: ['enforced'],
      objects: ['create PeerAuthentication shop/default'],
    });
  });

  it.each([
    ['nothing below is STRICT', [policy('shop', 'default', disabled)]],
    [
      'PERMISSIVE stands above already',
      [policy('shop', 'basket', strictBasket)],
    ],
  ])('is not offered where %s', (_, policies) => {
    const yaml = [basket(), ...policies].join('');
    expect(outcome(yaml, 'permissive-above')).toBeUndefined();
  });
});

describe('a label that tells clients to send no mTLS', () => {
  const label = ', security.istio.io/tlsMode: disabled';
  const shopStrict = policy('shop', 'default', strict);

  it('is taken out of the template of pods that demand it', () => {
    const found = outcome(basket(label) + shopStrict, 'tls-mode-label');
    expect(found).toMatchObject({
      was: 'rejected',
      standing: 'proven',
      promised: ['rejected', 'enforced'],
      came: ['rejected', 'enforced'],
      objects: [
        'patch Deployment shop/basket',
        'restart Deployment shop/basket',
      ],
    });
    expect(found?.codes).not.toContain('IP0315');
  });

  it('goes with the pods that somebody wrote it on, though their template never said it', () => {
    const found = outcome(basket() + shopStrict, 'tls-mode-label', 'disabled');
    expect(found).toMatchObject({
      was: 'rejected',
      standing: 'proven',
      promised: ['rejected', 'enforced'],
      came: ['rejected', 'enforced'],
    });
  });

  it.each([
    ['the injector wrote its own', basket() + shopStrict],
    ['nothing demands mTLS', basket(label)],
  ])('stays where %s', (_, yaml) => {
    expect(outcome(yaml, 'tls-mode-label')).toBeUndefined();
  });

  it('stays in force through a restart for another reason', () => {
    const excluded = basket(label).replace(
      'metadata: { labels: { app: basket',
      "metadata: { annotations: { traffic.sidecar.istio.io/excludeInboundPorts: '8080' }, labels: { app: basket",
    );
    // The port would be captured, and clients go on to send plaintext to it.
    expect(outcome(excluded + shopStrict, 'capture-port')).toBeUndefined();
  });
});

describe('a restart for another reason', () => {
  /** The annotation leads the port past the sidecar; the namespace may say something else since then. */
  const excluded = basket().replace(
    'metadata: { labels: { app: basket',
    "metadata: { annotations: { traffic.sidecar.istio.io/excludeInboundPorts: '8080' }, labels: { app: basket",
  );
  const namespace = (labels: string) => `
apiVersion: v1
kind: Namespace
metadata: { name: shop, labels: ${labels} }
---
`;

  it.each([
    ['istio-injection: enabled', 'enforced'],
    ['istio-injection: disabled', undefined],
    ['istio.io/dataplane-mode: ambient', undefined],
  ])('is no remedy that costs the sidecar (%s)', (label, reached) => {
    const yaml =
      excluded + policy('shop', 'default', strict) + namespace(`{ ${label} }`);
    const found = outcome(yaml, 'capture-port');
    expect(found?.came.at(-1)).toBe(reached);
    expect(found?.promised).toEqual(found?.came);
  });
});

describe('a ReferenceGrant', () => {
  const gateway = `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: web, namespace: istio-ingress }
spec:
  gatewayClassName: istio
  addresses: [{ type: Hostname, value: istio-gateway }]
  listeners:
    - { name: http, port: 80, protocol: HTTP, allowedRoutes: { namespaces: { from: All } } }
---
`;
  const route = (kind: string, name: string) => `
apiVersion: gateway.networking.k8s.io/v1
kind: ${kind}
metadata: { name: ${name}, namespace: edge-routes }
spec:
  parentRefs: [{ name: web, namespace: istio-ingress }]
  hostnames: [${name}.example.com]
  rules: [{ backendRefs: [{ name: basket, namespace: shop, port: 80 }] }]
---
`;
  const meshed = basket() + policy('shop', 'default', strict) + gateway;

  it('lets routes of another namespace lead to the Service, all of them by one', () => {
    const yaml = meshed + route('HTTPRoute', 'www') + route('GRPCRoute', 'rpc');
    const found = outcome(yaml, 'grant-reference');
    expect(found).toMatchObject({
      standing: 'proven',
      promised: ['enforced'],
      came: ['enforced'],
      objects: ['create ReferenceGrant shop/basket'],
    });
    expect(found?.codes).not.toContain('IP0719');
  });

  it('is no way out where what comes in would be refused', () => {
    const rule = `
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: basket, namespace: shop }
spec:
  host: basket.shop.svc.cluster.local
  trafficPolicy: { tls: { mode: DISABLE } }
---
`;
    const yaml = meshed + route('HTTPRoute', 'www') + rule;
    expect(outcome(yaml, 'grant-reference')).toBeUndefined();
  });

  it('is not offered where no route asks for it', () => {
    expect(outcome(meshed, 'grant-reference')).toBeUndefined();
  });
});
