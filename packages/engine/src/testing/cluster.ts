// Small clusters for the tables of tests: objects as the API serves them, one line each.
import { ClusterState } from '../state/clusterState';

type Json = Record<string, unknown>;

export interface PodOptions {
  readonly ip: string;
  readonly labels?: Record<string, string>;
  readonly annotations?: Record<string, string>;
  /** Arguments of istio-init that differ from the standard ones, by flag. */
  readonly redirect?: Record<string, string>;
  readonly spec?: Json;
}

export function cluster(...objects: readonly unknown[]): ClusterState {
  const state = new ClusterState({ name: 'test' });
  for (const object of objects.flat(3)) state.upsert(object);
  return state;
}

function metadata(key: string, more: Json = {}): Json {
  const [namespace, name] = key.split('/');
  return {
    namespace,
    name,
    creationTimestamp: '2026-03-01T08:00:00Z',
    ...more,
  };
}

export function plainPod(key: string, options: PodOptions): Json {
  const { ip, labels = {}, annotations = {}, spec = {} } = options;
  const [, name] = key.split('/');
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: metadata(key, {
      labels: { app: name.replace(/-\d+$/, ''), ...labels },
      annotations,
    }),
    spec: { containers: [{ name: 'app', image: 'app' }], ...spec },
    status: {
      phase: 'Running',
      podIP: ip,
      conditions: [{ type: 'Ready', status: 'True' }],
    },
  };
}

const standard = {
  '-m': 'REDIRECT',
  '-i': '*',
  '-x': '',
  '-b': '*',
  '-d': '15090,15021,15020',
};

export function sidecarPod(key: string, options: PodOptions): Json {
  const flags = { ...standard, ...options.redirect };
  const args = [
    'istio-iptables',
    '-p',
    '15001',
    ...Object.entries(flags).flat(),
  ];
  return plainPod(key, {
    ...options,
    labels: { 'security.istio.io/tlsMode': 'istio', ...options.labels },
    spec: {
      containers: [
        { name: 'app', image: 'app' },
        {
          name: 'istio-proxy',
          image: 'istio/proxyv2:1.31.0',
          args: ['proxy', 'sidecar'],
        },
      ],
      initContainers: [{ name: 'istio-init', args }],
      ...options.spec,
    },
  });
}

export function ambientPod(key: string, options: PodOptions): Json {
  return plainPod(key, {
    ...options,
    annotations: {
      'ambient.istio.io/redirection': 'enabled',
      ...options.annotations,
    },
  });
}

export function gatewayPod(key: string, options: PodOptions): Json {
  return plainPod(key, {
    ...options,
    spec: { containers: [{ name: 'istio-proxy', args: ['proxy', 'router'] }] },
  });
}

export interface PortOptions {
  readonly name: string;
  readonly port: number;
  readonly targetPort?: number;
}

/** A Service named like the `app` label of its pods, and its EndpointSlice. `vip` None: headless. */
export function service(
  key: string,
  vip: string,
  ports: readonly PortOptions[],
  endpoints: Readonly<Record<string, string>>,
  more: Json = {},
): readonly Json[] {
  const [namespace, name] = key.split('/');
  return [
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: metadata(key, more),
      spec: { clusterIP: vip, selector: { app: name }, ports },
    },
    {
      apiVersion: 'discovery.k8s.io/v1',
      kind: 'EndpointSlice',
      metadata: metadata(`${key}-x`, {
        labels: { 'kubernetes.io/service-name': name },
      }),
      addressType: 'IPv4',
      endpoints: Object.entries(endpoints).map(([pod, ip]) => ({
        addresses: [ip],
        conditions: { ready: true },
        targetRef: { kind: 'Pod', namespace, name: pod },
      })),
      ports: ports.map(({ name: port, targetPort, port: number }) => ({
        name: port,
        port: targetPort ?? number,
      })),
    },
  ];
}

export function istio(
  kind: string,
  key: string,
  spec: Json,
  more: Json = {},
): Json {
  const group = kind === 'PeerAuthentication' ? 'security' : 'networking';
  return {
    apiVersion: `${group}.istio.io/v1`,
    kind,
    metadata: metadata(key, more),
    spec,
  };
}

export function meshConfigMap(mesh: string): Json {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: metadata('istio-system/istio'),
    data: { mesh },
  };
}
