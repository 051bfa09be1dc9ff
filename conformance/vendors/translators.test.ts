import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import type { RouteDial } from '@ingress-posture/engine';
import type { AnswerFile, RouteName } from './answerFile';
import { allDialled, behindNodePort, ofRoute, resolved } from './dialled';
import { edgePod } from './edgePod';

/** What a vendor's own translator makes of a route. */
interface TranslatorAnswer {
  readonly route: RouteName;
  readonly to: readonly Target[];
}

/** Addresses that are dialled in one way. */
interface Target {
  readonly dials: readonly string[];
  /** TLS that the edge starts; the client's own is not said. */
  readonly tls: boolean;
  readonly http2: boolean;
  /** A Host in the place of the client's: a name, or `address` for what is dialled; nginx calls the client's `$host`. */
  readonly host: string | null;
  /** Node ports are dialled, and what is compared is who is behind them. */
  readonly byNodePort?: boolean;
}

interface Installation {
  /** Its file in answers/. */
  readonly name: string;
  readonly pods: readonly object[];
  /**
   * Routes of which the engine says that it does not know: a Host from a header or a snippet, a PROXY header, a port
   * that no Service has.
   */
  readonly unknown: number;
}

const installations: readonly Installation[] = [
  { name: 'envoy-gateway', pods: [], unknown: 5 },
  { name: 'envoy-gateway-mixed', pods: [], unknown: 2 },
  { name: 'contour', pods: contour(), unknown: 1 },
  { name: 'contour-mixed', pods: contour(), unknown: 10 },
  { name: 'kong', pods: [kong()], unknown: 1 },
  { name: 'kong-service-upstream', pods: [kong()], unknown: 3 },
  { name: 'kong-mixed', pods: [kong()], unknown: 0 },
  {
    name: 'ingress-nginx',
    pods: [ingressNginx('--enable-ssl-passthrough')],
    unknown: 2,
  },
  {
    name: 'ingress-nginx-mixed',
    pods: [
      ingressNginx(
        '--enable-ssl-passthrough',
        '--configmap=edge/config',
        '--tcp-services-configmap=edge/tcp-services',
      ),
    ],
    unknown: 4,
  },
  { name: 'skipper', pods: [skipper()], unknown: 0 },
  {
    name: 'skipper-force-service',
    pods: [skipper('-kubernetes-force-service')],
    unknown: 38,
  },
  { name: 'skipper-mixed', pods: [skipper()], unknown: 1 },
  {
    name: 'skipper-force-service-mixed',
    pods: [skipper('-kubernetes-force-service')],
    unknown: 52,
  },
  { name: 'traefik-mixed', pods: [traefik()], unknown: 0 },
  {
    name: 'traefik-native-by-default-mixed',
    pods: [
      traefik(
        '--providers.kubernetesingress.nativelbbydefault=true',
        '--providers.kubernetescrd.nativelbbydefault=true',
        '--providers.kubernetesgateway.nativelbbydefault=true',
      ),
    ],
    unknown: 0,
  },
  { name: 'haproxy-ingress', pods: [haproxyIngress()], unknown: 1 },
  { name: 'haproxy-ingress-shared', pods: [haproxyIngress()], unknown: 1 },
  { name: 'haproxy-ingress-config', pods: [haproxyIngress()], unknown: 22 },
  { name: 'emissary', pods: [emissary()], unknown: 7 },
  { name: 'emissary-shared', pods: [emissary()], unknown: 4 },
  { name: 'emissary-module', pods: [emissary()], unknown: 0 },
  { name: 'emissary-ingress', pods: [emissary()], unknown: 1 },
  { name: 'emissary-ingress-endpoint', pods: [emissary()], unknown: 0 },
  { name: 'cilium', pods: ciliumByAppProtocol(), unknown: 3 },
  { name: 'cilium-mixed', pods: ciliumByAppProtocol(), unknown: 4 },
  { name: 'cilium-default-mixed', pods: [cilium()], unknown: 3 },
  { name: 'nginx-inc', pods: [nginxInc()], unknown: 0 },
  { name: 'nginx-inc-mixed', pods: [nginxInc()], unknown: 1 },
  { name: 'nginx-inc-hosts', pods: [nginxInc()], unknown: 4 },
  { name: 'gke-ingress', pods: [], unknown: 0 },
  { name: 'gke-ingress-mixed', pods: [], unknown: 0 },
  {
    name: 'aws-load-balancer-controller',
    pods: [awsLoadBalancerController()],
    unknown: 0,
  },
  {
    name: 'aws-load-balancer-controller-target-ip',
    pods: [awsLoadBalancerController('--default-target-type=ip')],
    unknown: 0,
  },
  {
    name: 'aws-load-balancer-controller-mixed',
    pods: [awsLoadBalancerController()],
    unknown: 16,
  },
  {
    name: 'aws-load-balancer-controller-mixed-target-ip',
    pods: [awsLoadBalancerController('--default-target-type=ip')],
    unknown: 15,
  },
];

function contour(): readonly object[] {
  const image = 'ghcr.io/projectcontour/contour:v1.33.8';
  const labels = (app: string) => ({ app });
  return [
    edgePod('projectcontour', 'contour-0', labels('contour'), image, ['serve']),
    edgePod('projectcontour', 'envoy-0', labels('envoy'), image, ['envoy']),
  ];
}

function kong(): object {
  return edgePod(
    'edge',
    'kong-0',
    { app: 'ingress-kong' },
    'docker.io/library/kong:3.8',
    [],
  );
}

function ingressNginx(...flags: readonly string[]): object {
  return edgePod(
    'edge',
    'nginx-0',
    {
      'app.kubernetes.io/name': 'ingress-nginx',
      'app.kubernetes.io/component': 'controller',
    },
    'registry.k8s.io/ingress-nginx/controller:v1.11.1',
    ['/nginx-ingress-controller', ...flags],
  );
}

function skipper(...flags: readonly string[]): object {
  return edgePod(
    'edge',
    'skipper-0',
    { application: 'skipper-ingress', component: 'ingress' },
    'ghcr.io/zalando/skipper:v0.21.0',
    ['skipper', '-kubernetes', ...flags],
  );
}

function traefik(...flags: readonly string[]): object {
  return edgePod(
    'edge',
    'traefik-0',
    { 'app.kubernetes.io/name': 'traefik' },
    'docker.io/library/traefik:v3.7.13',
    [
      '--providers.kubernetesingress=true',
      '--providers.kubernetescrd=true',
      '--providers.kubernetesgateway=true',
      '--providers.kubernetesingress.allowexternalnameservices=true',
      '--providers.kubernetescrd.allowexternalnameservices=true',
      '--providers.kubernetescrd.allowcrossnamespace=true',
      ...flags,
    ],
  );
}

function haproxyIngress(): object {
  return edgePod(
    'edge',
    'haproxy-0',
    { 'app.kubernetes.io/name': 'haproxy-ingress' },
    'quay.io/jcmoraisjr/haproxy-ingress:v0.14.0',
    ['--configmap=edge/config'],
  );
}

function awsLoadBalancerController(...flags: readonly string[]): object {
  return edgePod(
    'edge',
    'controller-0',
    { 'app.kubernetes.io/name': 'aws-load-balancer-controller' },
    'public.ecr.aws/eks/aws-load-balancer-controller:v3.2.0',
    flags,
  );
}

function nginxInc(): object {
  return edgePod(
    'edge',
    'nginx-0',
    { app: 'nginx-ingress' },
    'docker.io/nginx/nginx-ingress:1.12.5',
    // Without it there is no listener for TransportServers.
    ['-global-configuration=edge/config'],
  );
}

function cilium(): object {
  return edgePod(
    'kube-system',
    'cilium-envoy-0',
    { 'k8s-app': 'cilium-envoy' },
    'quay.io/cilium/cilium-envoy:v1.36.7',
    [],
  );
}

function ciliumByAppProtocol(): readonly object[] {
  return [
    cilium(),
    {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'cilium-config', namespace: 'kube-system' },
      data: { 'enable-gateway-api-app-protocol': 'true' },
    },
  ];
}

function emissary(): object {
  return edgePod(
    'edge',
    'emissary-0',
    { 'app.kubernetes.io/name': 'emissary-ingress' },
    'docker.io/emissaryingress/emissary:3.10.0',
    [],
  );
}

function answersOf(name: string): AnswerFile<TranslatorAnswer> {
  const file = path.join(__dirname, 'answers', `${name}.json`);
  return JSON.parse(readFileSync(file, 'utf8'));
}

function targetOf(dial: RouteDial): Target {
  const { addresses, addressing, tls, protocol, host } = dial;
  return {
    byNodePort: addressing === 'node-port',
    dials: addresses,
    tls: tls?.startedBy === 'edge',
    http2: protocol === 'http2',
    host: host.kind === 'address' ? 'address' : host.value ?? null,
  };
}

/** Whatever is dialled in the same way taken together, names resolved. */
function comparable(objects: readonly object[], targets: readonly Target[]) {
  const found = new Map<string, Set<string>>();
  for (const { dials, tls, http2, host, byNodePort } of targets) {
    const behind = dials.map(dial => behindNodePort(objects, dial));
    const isNodePort = byNodePort ?? behind.some(one => one !== undefined);
    const sent = host === '$host' ? null : host;
    const way = JSON.stringify({ tls, http2, host: sent, isNodePort });
    const known = found.get(way) ?? new Set();
    dials.forEach((dial, index) => {
      const reached = behind[index] ?? [resolved(objects, dial)];
      for (const one of reached) known.add(one);
    });
    if (known.size > 0) found.set(way, known);
  }
  return [...found].map(([way, dials]) => [way, [...dials].sort()]).sort();
}

for (const { name, pods, unknown } of installations) {
  const { vendor, objects, routes } = answersOf(name);
  const dials = allDialled([...objects, ...pods]);
  const isUnknown = ({ route }: TranslatorAnswer) =>
    ofRoute(dials, route).some(({ certainty }) => certainty === 'unknown');
  describe(`what ${vendor} itself dials (${name})`, () => {
    it(`is not known to the engine of ${unknown} routes`, () => {
      assert.equal(routes.filter(isUnknown).length, unknown);
    });

    for (const { route, to } of routes.filter(one => !isUnknown(one))) {
      it(`for ${route.kind} ${route.name} the engine says too`, () => {
        assert.deepEqual(
          comparable(objects, ofRoute(dials, route).map(targetOf)),
          comparable(objects, to),
        );
      });
    }
  });
}
