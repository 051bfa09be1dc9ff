import { analyze } from '../posture/analyze';
import type { ServicePosture } from '../posture/servicePosture';
import { ClusterState } from '../state/clusterState';
import { objectName } from '../state/evidence';
import { Pod, pods } from '../state/kinds/pod';
import { Service, services } from '../state/kinds/service';
import { EndpointSlice, endpointSlices } from '../state/kinds/endpointSlice';
import {
  demoObjects,
  expectedServices,
  objectsOf,
  stateOf,
} from '../testing/demo';
import { Assumptions, noAssumptions } from './assumptions';
import { complete } from './complete';
import { completedBy } from './completedBy';
import { isUnseenPod } from './podsOfWorkload';
import { completionKinds, workloadKinds } from './workloadKinds';

type Raw = {
  readonly kind: string;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly spec?: Readonly<Record<string, unknown>>;
};

const isWorkload = ({ kind }: Raw) =>
  workloadKinds.some(one => one.kind === kind);

function completed(
  objects: readonly unknown[],
  assumptions: Assumptions = noAssumptions,
) {
  const state = stateOf(objects);
  const completion = complete(
    state,
    (objects as readonly Raw[]).filter(
      one =>
        completionKinds.some(({ kind }) => kind === one.kind) ||
        isUnseenPod(one),
    ),
    assumptions,
  );
  return { state, completion };
}

const podsIn = (state: ClusterState): readonly Pod[] => state.list(pods);

/** An object as somebody would have written it: without what a cluster adds. */
function asWritten({ metadata, spec, ...object }: Raw): unknown {
  const {
    resourceVersion,
    uid,
    creationTimestamp,
    generation,
    managedFields,
    ...meta
  } = metadata;
  const { clusterIP, clusterIPs, ...wanted } = spec ?? {};
  const keepsAddress = object.kind !== 'Service' || clusterIP === 'None';
  const { status, ...written } = object as { status?: unknown };
  return {
    ...written,
    metadata: meta,
    ...(spec && { spec: keepsAddress ? spec : wanted }),
  };
}

describe('the demo as it was once applied, without pods, endpoints and addresses', () => {
  const files = (demoObjects() as readonly Raw[]).filter(
    ({ kind }) => kind !== 'Pod' && kind !== 'EndpointSlice',
  );
  const kept = new Set(
    files.filter(isWorkload).map(one => String(one.metadata.namespace)),
  );
  const { state } = completed(files.map(asWritten));
  const found = new Map(
    analyze(state).map(one => [
      `${one.service.namespace}/${one.service.name}`,
      one,
    ]),
  );

  it('has workloads for most of its services', () => {
    expect(kept.size).toBeGreaterThan(20);
  });

  it.each(
    expectedServices()
      .filter(one => kept.has(one.namespace))
      .map((one): [string, typeof one] => [
        `${one.namespace}/${one.service}`,
        one,
      ]),
  )(
    'comes to the same verdict on %s, and does not call it proven',
    (name, expected) => {
      const posture = found.get(name) as ServicePosture;
      expect({ mode: posture.mode, posture: posture.posture }).toEqual({
        mode: expected.mode,
        posture: expected.posture,
      });
      expect(posture.certainty).not.toBe('proven');
      expect(posture.caveats.join(' ')).toMatch(/seen running|was read/);
    },
  );
});

const deployment = (labels = '{ app: cart }', more = '') => `
apiVersion: apps/v1
kind: Deployment
metadata: { name: cart, namespace: shop }
spec:
  replicas: 2
  template:
    metadata:
      labels: ${labels}
    spec:
      serviceAccountName: cart
      ${more}
      containers:
        - name: app
          image: cart
          ports: [{ name: web, containerPort: 8080 }]
          readinessProbe: { httpGet: { path: /, port: web } }
`;
const service = `
---
apiVersion: v1
kind: Service
metadata: { name: cart, namespace: shop }
spec:
  selector: { app: cart }
  ports: [{ name: http, port: 80, targetPort: web }]
`;
const namespace = (labels: string) => `
---
apiVersion: v1
kind: Namespace
metadata: { name: shop, labels: ${labels} }
`;

describe('pods of a template', () => {
  it('have addresses, their service account, and the workload as their keeper', () => {
    const { state, completion } = completed(objectsOf(deployment()));
    expect(completion.pods).toBe(2);
    expect(podsIn(state)).toHaveLength(2);
    const [pod] = podsIn(state);
    expect(pod).toMatchObject({
      ready: true,
      phase: 'Running',
      serviceAccount: 'cart',
      ips: [expect.stringMatching(/^10\.244\./)],
      meta: { owner: { kind: 'ReplicaSet' } },
    });
    expect(completion.origins.get(objectName(pod))).toEqual({
      object: 'Deployment shop/cart',
      templateAt: 'spec.template',
    });
  });

  it('are the same in every run, whatever else there is', () => {
    const [one] = podsIn(completed(objectsOf(deployment())).state);
    const other = completed([
      ...objectsOf(deployment().replaceAll('cart', 'web')),
      ...objectsOf(deployment()),
    ]).state;
    expect(podsIn(other)).toContainEqual(one);
  });

  it.each([
    ['Deployment', 'apps/v1', 2],
    ['StatefulSet', 'apps/v1', 2],
    ['ReplicaSet', 'apps/v1', 2],
    ['Rollout', 'argoproj.io/v1alpha1', 2],
    ['DaemonSet', 'apps/v1', 1],
    ['Job', 'batch/v1', 1],
  ])('are made for a %s', (kind, apiVersion, count) => {
    const [written] = objectsOf(deployment());
    const { state } = completed([{ ...Object(written), kind, apiVersion }]);
    expect(podsIn(state)).toHaveLength(count);
  });

  it('are made for a CronJob, from the template of its jobs', () => {
    const { state } = completed(
      objectsOf(`
apiVersion: batch/v1
kind: CronJob
metadata: { name: tidy, namespace: shop }
spec:
  jobTemplate:
    spec:
      template:
        spec:
          containers: [{ name: app, image: tidy }]
`),
    );
    expect(podsIn(state)).toHaveLength(1);
  });

  it('are none while the workload is scaled down', () => {
    const none = deployment().replace('replicas: 2', 'replicas: 0');
    expect(podsIn(completed(objectsOf(none)).state)).toEqual([]);
  });

  it('are left alone where the workload has some', () => {
    const all = completed(objectsOf(deployment())).state;
    const [written] = objectsOf(deployment());
    const again = complete(all, [written]);
    expect(again.pods).toBe(0);
    expect(podsIn(all)).toHaveLength(2);
  });

  it('are not made up for a workload of a running cluster', () => {
    const [written] = objectsOf(deployment());
    const running = [
      { ...Object(written), status: { observedGeneration: 1 } },
      ...objectsOf(`
apiVersion: v1
kind: Pod
metadata: { name: other, namespace: shop }
spec: { containers: [{ name: app }] }
status: { phase: Running, podIP: 10.0.0.1 }
`),
    ];
    expect(podsIn(completed(running).state).map(one => one.meta.name)).toEqual([
      'other',
    ]);
  });
});

describe('the mesh of completed pods', () => {
  const has = (state: ClusterState) =>
    podsIn(state)[0].containers.some(one => one.name === 'istio-proxy');

  it.each([
    [
      'the namespace asks for sidecars',
      '{ istio-injection: enabled }',
      '{ app: cart }',
      true,
    ],
    [
      'the namespace names a revision',
      '{ istio.io/rev: canary }',
      '{ app: cart }',
      true,
    ],
    [
      'the pod asks for one',
      '{}',
      "{ app: cart, sidecar.istio.io/inject: 'true' }",
      true,
    ],
    [
      'the pod names a revision',
      '{}',
      '{ app: cart, istio.io/rev: canary }',
      true,
    ],
    [
      'the pod opts out',
      '{ istio-injection: enabled }',
      "{ app: cart, sidecar.istio.io/inject: 'false' }",
      false,
    ],
    ['nobody asks', '{}', '{ app: cart }', false],
    [
      'the namespace forbids it, which counts first',
      '{ istio-injection: disabled }',
      "{ app: cart, sidecar.istio.io/inject: 'true' }",
      false,
    ],
  ])(
    'is as the webhook would have it where %s',
    (_, ofNamespace, ofPod, expected) => {
      const { state } = completed(
        objectsOf(deployment(ofPod) + namespace(ofNamespace)),
      );
      expect(has(state)).toBe(expected);
    },
  );

  it('is ambient where the namespace says so', () => {
    const { state } = completed(
      objectsOf(
        deployment() + namespace('{ istio.io/dataplane-mode: ambient }'),
      ),
    );
    expect(podsIn(state)[0].meta.annotations).toMatchObject({
      'ambient.istio.io/redirection': 'enabled',
    });
  });

  it.each([
    [
      'its label is of no value that Istio knows',
      '{ app: cart, istio.io/dataplane-mode: on }',
      'shop',
      true,
    ],
    [
      'it opts out',
      '{ app: cart, istio.io/dataplane-mode: none }',
      'shop',
      false,
    ],
    [
      "Istio's CNI plugin leaves its namespace out",
      '{ app: cart }',
      'kube-system',
      false,
    ],
    [
      'the plugin leaves its namespace out and it asks itself',
      '{ app: cart, istio.io/dataplane-mode: ambient }',
      'kube-system',
      false,
    ],
  ])(
    'is as the CNI plugin would have it in an ambient namespace where %s',
    (_, ofPod, name, expected) => {
      const written =
        deployment(ofPod) + namespace('{ istio.io/dataplane-mode: ambient }');
      const { state } = completed(objectsOf(written.replaceAll('shop', name)));
      const { annotations } = podsIn(state)[0].meta;
      expect(annotations['ambient.istio.io/redirection'] === 'enabled').toBe(
        expected,
      );
      expect(annotations[completedBy]).toContain(
        name === 'kube-system' ? 'outside the mesh in spite of' : 'The pods of',
      );
    },
  );

  describe('where the configuration of the injector is among the manifests', () => {
    const asked = namespace('{ istio-injection: enabled }');
    const injector = (config: object, proxy: object = {}) => ({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'istio-sidecar-injector', namespace: 'istio-system' },
      data: {
        config: JSON.stringify({ policy: 'enabled', ...config }),
        values: JSON.stringify({ global: { proxy } }),
      },
    });
    const podOf = (configured: object, pod = '{ app: cart }') => {
      const { state } = completed([
        ...objectsOf(deployment(pod) + asked),
        configured,
      ]);
      return podsIn(state)[0];
    };
    const cart = [{ matchLabels: { app: 'cart' } }];

    it.each([
      ['policy: enabled', {}, true],
      ['policy: disabled', { policy: 'disabled' }, false],
      [
        'policy: disabled, and always these',
        { policy: 'disabled', alwaysInjectSelector: cart },
        true,
      ],
      ['never these', { neverInjectSelector: cart }, false],
    ])('injects as it says: %s', (_, config, expected) => {
      const pod = podOf(injector(config));
      const { annotations } = pod.meta;
      expect(annotations['sidecar.istio.io/status'] !== undefined).toBe(
        expected,
      );
      expect(annotations[completedBy]).toContain(
        expected
          ? 'with a sidecar because of'
          : "outside the mesh in spite of its namespace's label istio-injection=enabled: ConfigMap",
      );
    });

    it('says which templates are not followed', () => {
      const own = podOf(injector({ defaultTemplates: ['sidecar', 'ours'] }));
      expect(own.meta.annotations[completedBy]).toContain(
        "the injector's template ours, which is not followed",
      );
      const alias = podOf(
        injector({ defaultTemplates: ['all'], aliases: { all: ['sidecar'] } }),
      );
      expect(alias.meta.annotations[completedBy]).not.toContain('template ');
    });

    it('redirects as the values of its chart say', () => {
      const values = {
        includeIPRanges: '10.96.0.0/16',
        includeInboundPorts: '',
      };
      const [init] = podOf(injector({}, values)).initContainers;
      expect(init.args.join(' ')).toContain('-i 10.96.0.0/16 -x  -b  -d');
      const [plain] = podOf(injector({})).initContainers;
      expect(plain.args.join(' ')).toContain('-i * -x  -b * -d');
    });

    it.each([
      ['what the mesh says', '{ app: cart }', 'TPROXY'],
      [
        'what its own proxy is told',
        '{ app: cart }\n      annotations: { proxy.istio.io/config: "interceptionMode: NONE" }',
        'NONE',
      ],
      [
        'its own annotation before that',
        '{ app: cart }\n      annotations: { sidecar.istio.io/interceptionMode: REDIRECT, proxy.istio.io/config: "interceptionMode: NONE" }',
        'REDIRECT',
      ],
    ])('is given its traffic by %s', (_, labelled, mode) => {
      const mesh = {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: 'istio', namespace: 'istio-system' },
        data: { mesh: 'defaultConfig: { interceptionMode: TPROXY }' },
      };
      const [init] = podOf(mesh, labelled).initContainers;
      expect(init.args.join(' ')).toContain(`-m ${mode} `);
    });

    it('says that it was not, where the control plane is', () => {
      const mesh = {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: 'istio', namespace: 'istio-system' },
        data: { mesh: '' },
      };
      const objects = [...objectsOf(deployment() + asked), mesh];
      const said =
        "The configuration of Istio's injector (ConfigMap istio-sidecar-injector) is not among the manifests: what Istio's chart installs is taken for it.";
      expect(completed(objects).completion.assumed).toContain(said);
      const all = [...objects, injector({})];
      expect(completed(all).completion.assumed).not.toContain(said);
    });
  });

  it('follows the revision that a tag stands for', () => {
    const { state } = completed([
      ...objectsOf(deployment() + namespace('{ istio.io/rev: prod }')),
      {
        apiVersion: 'admissionregistration.k8s.io/v1',
        kind: 'MutatingWebhookConfiguration',
        metadata: {
          name: 'istio-revision-tag-prod',
          labels: { 'istio.io/rev': '1-31', 'istio.io/tag': 'prod' },
        },
        webhooks: [
          {
            clientConfig: { url: 'https://istiod.example.com/inject' },
            namespaceSelector: { matchLabels: { 'istio.io/rev': 'prod' } },
          },
        ],
      },
    ]);
    const { annotations } = podsIn(state)[0].meta;
    expect(annotations['istio.io/rev']).toBe('1-31');
  });

  it('leaves pods of the host network out', () => {
    const { state } = completed(
      objectsOf(
        deployment('{ app: cart }', 'hostNetwork: true') +
          namespace('{ istio-injection: enabled }'),
      ),
    );
    expect(has(state)).toBe(false);
  });

  it('follows what is assumed of a namespace, and says so', () => {
    const { state, completion } = completed(objectsOf(deployment()), {
      sidecars: new Set(['shop']),
      ambient: new Set(),
    });
    expect(has(state)).toBe(true);
    expect(completion.assumed).toEqual([
      'Namespace shop is taken as labelled istio-injection=enabled, as asked.',
      'No control plane of Istio is among the manifests: one with its defaults is assumed where a label asks for the mesh.',
    ]);
  });

  it.each([
    [
      'what runs it',
      `---
apiVersion: apps/v1
kind: Deployment
metadata: { name: istiod, namespace: istio-system }
spec:
  selector: { matchLabels: { app: istiod } }
  template:
    metadata: { labels: { app: istiod } }
    spec: { containers: [{ name: discovery, image: pilot }] }
`,
    ],
    [
      "its injector's webhook",
      `---
apiVersion: admissionregistration.k8s.io/v1
kind: MutatingWebhookConfiguration
metadata: { name: istio-sidecar-injector, labels: { istio.io/rev: default } }
webhooks:
  - name: namespace.sidecar-injector.istio.io
    namespaceSelector: { matchLabels: { istio-injection: enabled } }
`,
    ],
  ])('knows a control plane by %s, without its MeshConfig', (_, plane) => {
    const written = deployment() + namespace('{ istio-injection: enabled }');
    const { completion } = completed(objectsOf(written + plane));
    expect(completion.assumed.join()).not.toContain('No control plane');
  });

  it('leaves proxyless gRPC to say itself whether it takes mTLS', () => {
    const proxyless = deployment().replace(
      '      labels:',
      '      annotations: { inject.istio.io/templates: grpc-agent }\n      labels:',
    );
    const { state } = completed(
      objectsOf(proxyless + namespace('{ istio-injection: enabled }')),
    );
    expect(podsIn(state)[0].meta.labels).not.toHaveProperty([
      'security.istio.io/tlsMode',
    ]);
  });

  it('makes the proxy of a gateway chart a gateway', () => {
    const gateway = deployment("{ app: cart, sidecar.istio.io/inject: 'true' }")
      .replace(
        '      labels:',
        '      annotations: { inject.istio.io/templates: gateway }\n      labels:',
      )
      .replace(
        '- name: app\n          image: cart',
        '- name: istio-proxy\n          image: auto',
      );
    const { state } = completed(objectsOf(gateway));
    expect(podsIn(state)[0].containers).toMatchObject([
      { name: 'istio-proxy', args: ['proxy', 'router'] },
    ]);
  });
});

describe('a Service whose pods are made by what is not among the manifests', () => {
  const ingress = `
---
apiVersion: networking.k8s.io/v1
kind: IngressClass
metadata: { name: alb }
spec: { controller: ingress.k8s.aws/alb }
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: cart
  namespace: shop
  annotations: { alb.ingress.kubernetes.io/target-type: ip }
spec:
  ingressClassName: alb
  rules:
    - http:
        paths:
          - path: /
            pathType: Prefix
            backend: { service: { name: cart, port: { number: 80 } } }
`;
  const judged = (yaml: string) => {
    const [cart] = analyze(completed(objectsOf(yaml + ingress)).state).filter(
      one => one.service.name === 'cart',
    );
    return cart;
  };
  const noSelector = service.replace('  selector: { app: cart }\n', '');
  const running = `
---
apiVersion: v1
kind: Pod
metadata: { name: other, namespace: shop, labels: { app: other } }
spec: { containers: [{ name: app, image: other }] }
status: { phase: Running, podIP: 10.1.0.9 }
`;

  it.each([
    ['an operator makes its pods', service, /such as pods that an operator/],
    ['it selects none, and no endpoints are there', noSelector, /selects no/],
  ])('is unknown, and not called broken, where %s', (_, yaml, caveat) => {
    const posture = judged(yaml);
    expect(posture).toMatchObject({ posture: 'unknown', certainty: 'unknown' });
    expect(posture.caveats.join(' ')).toMatch(caveat);
    const codes = posture.findings.map(one => one.code);
    expect(codes).not.toContain('IP0105');
    expect(codes).not.toContain('IP0402');
  });

  it.each([
    ['its workload is scaled to nothing', deployment().replace('2', '0')],
    ['pods of its namespace were seen running', running],
  ])('is broken where %s', (_, yaml) => {
    expect(judged(yaml + service)).toMatchObject({ posture: 'rejected' });
  });

  it('has the endpoints that somebody wrote for it', () => {
    const { state } = completed(
      objectsOf(`
${noSelector}
---
apiVersion: v1
kind: Endpoints
metadata: { name: cart, namespace: shop }
subsets:
  - addresses: [{ ip: 192.168.7.7 }]
    notReadyAddresses: [{ ip: 192.168.7.8 }]
    ports: [{ name: http, port: 9080 }]
`),
    );
    expect(state.list(endpointSlices)).toMatchObject([
      {
        service: 'cart',
        ports: [{ name: 'http', port: 9080 }],
        endpoints: [
          { addresses: ['192.168.7.7'], ready: true },
          { addresses: ['192.168.7.8'], ready: false },
        ],
      },
    ]);
  });
});

describe('a Pod as somebody wrote it', () => {
  const written = (annotations = '{}') => `
apiVersion: v1
kind: Pod
metadata: { name: cart, namespace: shop, labels: { app: cart }, annotations: ${annotations} }
spec: { containers: [{ name: app, image: cart, ports: [{ name: web, containerPort: 8080 }] }] }
`;

  it('runs, with a sidecar where its namespace asks for one', () => {
    const { state } = completed(
      objectsOf(
        written() + namespace('{ istio-injection: enabled }') + service,
      ),
    );
    expect(podsIn(state)).toMatchObject([
      { meta: { name: 'cart' }, ready: true, phase: 'Running' },
    ]);
    expect(podsIn(state)[0].containers.map(one => one.name)).toContain(
      'istio-proxy',
    );
    const [slice] = state.list(endpointSlices);
    expect(slice.endpoints).toMatchObject([{ pod: 'shop/cart' }]);
  });

  it('is left alone where it is a test of a Helm chart', () => {
    const { completion } = completed(
      objectsOf(written('{ helm.sh/hook: test-success }') + service),
    );
    expect(completion.pods).toBe(0);
  });
});

describe('endpoints and addresses', () => {
  it('leave out the pods of a job that shares the labels of a Service', () => {
    const job = deployment()
      .replace('apps/v1', 'batch/v1')
      .replace('Deployment', 'Job');
    const { state } = completed(objectsOf(job + service));
    expect(podsIn(state)).toHaveLength(1);
    expect(state.list(endpointSlices)).toHaveLength(0);
  });

  it('come from the selector, named target ports from the pods', () => {
    const { state, completion } = completed(objectsOf(deployment() + service));
    expect(completion.endpointSlices).toBe(1);
    const [slice] = state.list(endpointSlices) as readonly EndpointSlice[];
    expect(slice).toMatchObject({
      service: 'cart',
      ports: [{ name: 'http', port: 8080 }],
    });
    expect(slice.endpoints).toHaveLength(2);
    expect(slice.endpoints.every(one => one.ready)).toBe(true);
    const [found] = state.list(services) as readonly Service[];
    expect(found.clusterIps).toEqual([expect.stringMatching(/^10\.96\./)]);
  });

  it('of pods that were read are completed with a caveat of their own', () => {
    const { state } = completed(
      objectsOf(`
apiVersion: v1
kind: Pod
metadata: { name: cart-1, namespace: shop, labels: { app: cart } }
spec: { containers: [{ name: app, ports: [{ name: web, containerPort: 8080 }] }] }
status: { phase: Running, podIP: 10.0.0.1, conditions: [{ type: Ready, status: 'True' }] }
${service}`),
    );
    expect(analyze(state)).toMatchObject([
      {
        posture: 'unmeshed',
        certainty: 'inferred',
        endpoints: { ready: 1 },
        caveats: [
          'The endpoints of Service shop/cart are the pods that its selector chooses: no EndpointSlice was read.',
        ],
      },
    ]);
  });

  it('are left as they are where the cluster has shown them', () => {
    const shown = demoObjects();
    const before = analyze(stateOf(shown));
    const { state, completion } = completed(shown);
    expect(completion).toMatchObject({ pods: 0, endpointSlices: 0 });
    expect(analyze(state)).toEqual(before);
  });
});

describe('a Gateway of a class of Istio', () => {
  it('gets the pods and the Service that its controller makes', () => {
    const { state } = completed(
      objectsOf(`
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: public, namespace: edge }
spec:
  gatewayClassName: istio
  listeners:
    - { name: http, port: 80, protocol: HTTP, allowedRoutes: { namespaces: { from: All } } }
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: cart, namespace: shop }
spec:
  parentRefs: [{ name: public, namespace: edge }]
  rules: [{ backendRefs: [{ name: cart, port: 80 }] }]
${namespace('{ istio-injection: enabled }')}---${deployment()}${service}`),
    );
    expect(analyze(state)).toMatchObject([
      {
        service: { name: 'cart' },
        mode: 'istio-gateway',
        posture: 'permissive',
        certainty: 'inferred',
      },
    ]);
  });

  const made = (metadata: string, spec = '') => {
    const { state } = completed(
      objectsOf(`
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: public, namespace: edge, ${metadata} }
spec:
  gatewayClassName: istio
  listeners: [{ name: http, port: 80, protocol: HTTP }]
${spec}
`),
    );
    return {
      ofService: state.get(services, 'edge', 'public-istio')!.meta,
      ofPod: state.list(pods)[0].meta,
    };
  };
  const annotated = 'annotations: { example.com/nlb: "1" }';
  const labelled = 'labels: { team: edge }';

  it.each([
    ['its own', '', { 'example.com/nlb': '1' }, { team: 'edge' }],
    [
      'those of its infrastructure',
      '  infrastructure: { annotations: { b: "2", gateway.networking.k8s.io/c: "3" }, labels: { team: web } }',
      { b: '2' },
      { team: 'web' },
    ],
    [
      'none, where its infrastructure says so',
      '  infrastructure: { annotations: {}, labels: {} }',
      {},
      {},
    ],
  ])('gives what is made for it %s', (_, spec, annotations, labels) => {
    const { ofService, ofPod } = made(`${annotated}, ${labelled}`, spec);
    expect(ofService.annotations).toEqual(annotations);
    for (const { labels: given } of [ofService, ofPod]) {
      const { team } = given;
      expect(team === undefined ? {} : { team }).toEqual(labels);
      expect(given['gateway.networking.k8s.io/gateway-name']).toBe('public');
    }
  });

  it('serves TLS that it passes through, as no status says yet', () => {
    const { state } = completed(
      objectsOf(`
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: public, namespace: edge }
spec:
  gatewayClassName: istio
  listeners:
    - name: tls
      port: 443
      protocol: TLS
      tls: { mode: Passthrough }
      allowedRoutes: { namespaces: { from: All } }
---
apiVersion: gateway.networking.k8s.io/v1
kind: TLSRoute
metadata: { name: cart, namespace: shop }
spec:
  parentRefs: [{ name: public, namespace: edge }]
  hostnames: [cart.example.com]
  rules: [{ backendRefs: [{ name: cart, port: 80 }] }]
${namespace('{ istio-injection: enabled }')}---${deployment()}${service}`),
    );
    expect(analyze(state)).toMatchObject([
      {
        service: { name: 'cart' },
        mode: 'istio-gateway',
        certainty: 'inferred',
      },
    ]);
  });
});
