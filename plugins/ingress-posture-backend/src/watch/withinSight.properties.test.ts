import { targetPaths } from '@backstage/cli-common';
import {
  ClusterState,
  judgedServices,
  kinds,
  parseManifests,
  servicePods,
} from '@ingress-posture/engine';
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ServiceKey } from './clusterReport';
import { answerQuestion, Question } from './question';

const folder = targetPaths.resolveRoot('examples/clusters/demo');
const namespaces = [
  'mesh-internal',
  'nginx-permissive',
  'nginx-strict',
  'outside-mesh',
  'pod-ip-routing-strict',
];
const serviceKind = kinds.find(({ kind }) => kind === 'Service')!;
const podKind = kinds.find(({ kind }) => kind === 'Pod')!;

/** The mesh, and of the demo's namespaces those that there are: each is complete by itself. */
function clusterWith(present: readonly string[]) {
  const state = new ClusterState({ name: 'demo' });
  for (const name of ['00-mesh', ...present]) {
    const text = readFileSync(join(folder, `${name}.yaml`), 'utf8');
    for (const one of parseManifests(text, name).objects) state.upsert(one);
  }
  const judged = judgedServices(state);
  const all = (copy: ClusterState): readonly ServiceKey[] =>
    copy.list(serviceKind).map(({ meta }) => meta);
  const answer = (question: Question) =>
    answerQuestion(state, { judged, affectedIn: all }, question);
  return { state, judged, answer };
}

const whole = clusterWith(namespaces);
const smaller = new Map<string, ReturnType<typeof clusterWith>>();
const onlyWith = (seen: readonly string[]) => {
  const key = [...seen].sort().join();
  const known = smaller.get(key) ?? clusterWith([...seen].sort());
  smaller.set(key, known);
  return known;
};

const services = whole.state.list(serviceKind) as Parameters<
  typeof servicePods
>[1][];
const pods = services.flatMap(one => servicePods(whole.state, one));
const podNames = whole.state
  .list(podKind)
  .map(({ meta }) => `${meta.namespace}/${meta.name}`);

const address = fc.constantFrom(
  ...services.flatMap(({ meta, clusterIps }) => [
    ...clusterIps,
    meta.name,
    `${meta.name}.${meta.namespace}`,
    `${meta.name}.${meta.namespace}.svc.cluster.local`,
  ]),
  ...pods.flatMap(({ ips }) => ips),
  '10.99.9.9',
);
const from = fc.constantFrom(
  null,
  ...podNames,
  ...services.map(({ meta }) => `${meta.namespace}/${meta.name}`),
  'nowhere/nobody',
);
const scope = fc.constantFrom(
  { kind: 'mesh' } as const,
  ...namespaces.map(namespace => ({ kind: 'namespace', namespace } as const)),
  ...services.map(
    ({ meta: { namespace, name } }) =>
      ({ kind: 'workload', namespace, service: name } as const),
  ),
);

const target = fc.constantFrom(...pods);
const meta = (namespace: string, name: string) => ({ namespace, name });
const slice = (
  namespace: string,
  service: string,
  pod: (typeof pods)[number],
) => ({
  apiVersion: 'discovery.k8s.io/v1',
  kind: 'EndpointSlice',
  metadata: {
    ...meta(namespace, `${service}-drawn`),
    labels: { 'kubernetes.io/service-name': service },
  },
  addressType: 'IPv4',
  endpoints: [
    {
      addresses: [pod.ips[0]],
      conditions: { ready: true },
      targetRef: { kind: 'Pod', ...meta(pod.meta.namespace, pod.meta.name) },
    },
  ],
  ports: [{ name: 'http', port: 8080, protocol: 'TCP' }],
});
const probe = (namespace: string, spec: object) => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: meta(namespace, 'probe'),
  spec: { ports: [{ name: 'http', port: 80, targetPort: 8080 }], ...spec },
});
const policy = (namespace: string, mode: string) => ({
  apiVersion: 'security.istio.io/v1',
  kind: 'PeerAuthentication',
  metadata: meta(namespace, 'default'),
  spec: { mtls: { mode } },
});

const hostOf = ({ meta: one }: (typeof services)[number]) =>
  `${one.name}.${one.namespace}.svc.cluster.local`;
const routed = (namespace: string, host: string, destination: string) => ({
  apiVersion: 'networking.istio.io/v1',
  kind: 'VirtualService',
  metadata: meta(namespace, 'drawn'),
  spec: {
    hosts: [host],
    http: [{ route: [{ destination: { host: destination } }] }],
  },
});
const entry = (namespace: string, host: string, ip: string) => ({
  apiVersion: 'networking.istio.io/v1',
  kind: 'ServiceEntry',
  metadata: meta(namespace, 'drawn'),
  spec: {
    hosts: [host],
    ports: [{ number: 80, name: 'http', protocol: 'HTTP' }],
    resolution: 'STATIC',
    endpoints: [{ address: ip }],
  },
});
const attached = (namespace: string, to: string, backend: string) => ({
  apiVersion: 'gateway.networking.k8s.io/v1',
  kind: 'HTTPRoute',
  metadata: meta(namespace, 'drawn'),
  spec: {
    parentRefs: [{ group: '', kind: 'Service', name: to, port: 80 }],
    rules: [{ backendRefs: [{ name: backend, port: 80 }] }],
  },
});

/** What somebody could put into a namespace in which he sees something, to hear of what he does not see. */
const putInto = (namespace: string) =>
  fc.oneof(
    fc
      .constantFrom('STRICT', 'PERMISSIVE', 'DISABLE')
      .map(mode => [policy(namespace, mode)]),
    target.map(pod => [
      probe(namespace, { clusterIP: '10.1.2.3' }),
      slice(namespace, 'probe', pod),
    ]),
    fc
      .tuple(
        target,
        fc.constantFrom(
          ...services.filter(one => one.meta.namespace === namespace),
        ),
      )
      .map(([pod, service]) => [slice(namespace, service.meta.name, pod)]),
    fc.constantFrom(...services).map(({ meta: other }) => [
      probe(namespace, {
        type: 'ExternalName',
        externalName: `${other.name}.${other.namespace}.svc.cluster.local`,
      }),
    ]),
    fc
      .constantFrom(...services)
      .map(one => [
        probe(namespace, { selector: one.selector, clusterIP: '10.1.2.3' }),
      ]),
    fc
      .tuple(fc.constantFrom(...services), fc.constantFrom(...services))
      .map(([of, to]) => [routed(namespace, hostOf(of), hostOf(to))]),
    fc
      .tuple(fc.constantFrom(...services), target)
      .map(([of, pod]) => [entry(namespace, hostOf(of), pod.ips[0])]),
    fc
      .tuple(fc.constantFrom(...services), fc.constantFrom(...services))
      .map(([of, to]) => [attached(namespace, of.meta.name, to.meta.name)]),
  );

const asked = fc.subarray(namespaces, { minLength: 1 }).chain(seen => {
  const own = fc.constantFrom(...seen);
  const drawn: fc.Arbitrary<object> = fc.oneof(
    fc
      .record({
        from,
        address,
        port: fc.constantFrom(80, 8080),
        protocol: fc.constantFrom('http' as const, 'tcp' as const),
        tls: fc.constantFrom(undefined, 'tls' as const, 'mtls' as const),
        host: fc.option(address, { nil: undefined }),
        sni: fc.option(address, { nil: undefined }),
        path: fc.constantFrom(undefined, '/'),
      })
      .map(connection => ({ kind: 'connect', connection })),
    scope.map(one => ({ kind: 'strict-preview', scope: one })),
    own.chain(putInto).map(put => ({ kind: 'what-if', put })),
    own.chain(namespace =>
      fc
        .constantFrom(
          ...whole.state.inNamespace(serviceKind, namespace),
          ...whole.state.inNamespace(podKind, namespace),
        )
        .map(one => ({
          kind: 'what-if',
          remove: [{ apiVersion: 'v1', kind: one.kind, metadata: one.meta }],
        })),
    ),
  );
  return drawn.map(question => ({ seen, question }));
});

describe('what is answered to somebody who does not see everything', () => {
  it('is byte for byte what he would hear if there were nothing else', () => {
    fc.assert(
      fc.property(asked, ({ seen, question }) => {
        const sees = services
          .map(one => meta(one.meta.namespace, one.meta.name))
          .filter(({ namespace }) => seen.includes(namespace));
        const restricted = { ...question, sees } as object as Question;
        expect(JSON.stringify(whole.answer(restricted))).toBe(
          JSON.stringify(onlyWith(seen).answer(restricted)),
        );
      }),
      { numRuns: 300 },
    );
  });
});
