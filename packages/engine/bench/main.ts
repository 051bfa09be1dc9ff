/**
 * Figures, not a test: how long the engine takes over a cluster of many copies of one case. Run with
 * `npm run bench -- [SERVICES]`.
 */
import { analyze, analyzeServices, ClusterState } from '../src';

const count = Number(process.argv[2] ?? 1000);
if (!Number.isInteger(count) || count < 1) {
  process.stderr.write(
    `bench: SERVICES must be a whole number above 0, not ${process.argv[2]}\n`,
  );
  process.exit(2);
}

function address(prefix: number, index: number): string {
  return `10.${prefix}.${index >> 8}.${index & 255}`;
}

function* objects() {
  yield {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'IngressClass',
    metadata: { name: 'nginx' },
    spec: { controller: 'k8s.io/ingress-nginx' },
  };
  yield pod('edge', 'nginx', '10.250.0.1', false);
  for (let index = 0; index < count; index += 1) {
    const namespace = `team-${index % 50}`;
    const name = `service-${index}`;
    const ip = address(1, index);
    yield pod(namespace, name, ip, index % 3 !== 0);
    yield {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { namespace, name },
      spec: {
        clusterIP: address(96, index),
        selector: { app: name },
        ports: [{ name: 'http', port: 80, targetPort: 8080 }],
      },
    };
    yield {
      apiVersion: 'discovery.k8s.io/v1',
      kind: 'EndpointSlice',
      metadata: {
        namespace,
        name: `${name}-x`,
        labels: { 'kubernetes.io/service-name': name },
      },
      endpoints: [
        {
          addresses: [ip],
          conditions: { ready: true },
          targetRef: { kind: 'Pod', namespace, name },
        },
      ],
      ports: [{ name: 'http', port: 8080 }],
    };
    yield {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      metadata: { namespace, name },
      spec: {
        ingressClassName: 'nginx',
        rules: [
          {
            host: `${name}.example.com`,
            http: {
              paths: [
                {
                  path: '/',
                  backend: { service: { name, port: { number: 80 } } },
                },
              ],
            },
          },
        ],
      },
    };
  }
}

function pod(namespace: string, name: string, ip: string, meshed: boolean) {
  const edge = name === 'nginx';
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      namespace,
      name,
      labels: {
        app: name,
        ...(edge && {
          'app.kubernetes.io/name': 'ingress-nginx',
          'app.kubernetes.io/component': 'controller',
        }),
        ...(meshed && { 'security.istio.io/tlsMode': 'istio' }),
      },
    },
    spec: {
      containers: [
        { name: 'app', ports: [{ containerPort: 8080 }] },
        ...(meshed
          ? [{ name: 'istio-proxy', args: ['proxy', 'sidecar'] }]
          : []),
      ],
      initContainers: meshed
        ? [
            {
              name: 'istio-init',
              // prettier-ignore
              args: ['istio-iptables', '-p', '15001', '-z', '15006', '-u', '1337', '-m', 'REDIRECT', '-i', '*', '-x', '', '-b', '*', '-d', '15090,15021,15020'],
            },
          ]
        : [],
    },
    status: {
      phase: 'Running',
      podIP: ip,
      conditions: [{ type: 'Ready', status: 'True' }],
    },
  };
}

function timed<T>(what: string, work: () => T): T {
  const start = performance.now();
  const result = work();
  const took = performance.now() - start;
  process.stdout.write(
    `${what.padEnd(44)} ${took.toFixed(1).padStart(10)} ms\n`,
  );
  return result;
}

const state = new ClusterState({ name: 'bench' });
process.stdout.write(`${count} services behind one ingress-nginx\n`);
timed('take every object', () => {
  for (const object of objects()) state.upsert(object);
});
const first = timed('analyze everything, nothing indexed yet', () =>
  analyze(state),
);
timed('analyze everything again', () => analyze(state));
timed('one pod changes, its service is analysed', () => {
  state.upsert(pod('team-1', 'service-1', address(1, 1), false));
  return analyzeServices(state, [{ namespace: 'team-1', name: 'service-1' }]);
});
process.stdout.write(`${first.length} postures, ${state.size} objects\n`);
