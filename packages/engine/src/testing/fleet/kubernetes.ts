/** An object as the API serves it. */
export type Json = { readonly [field: string]: unknown };

type Labels = Readonly<Record<string, string>>;

/** How a pod is in the mesh. `edge-sidecar` leaves inbound traffic alone. */
export type Mesh = 'none' | 'sidecar' | 'edge-sidecar' | 'ambient';

const istioVersion = '1.31.1';

/** Hands out addresses, one after the other. */
export class Addresses {
  #next: number;

  constructor(private readonly prefix: string, first: number) {
    this.#next = first;
  }

  take(): string {
    this.#next += 1;
    return `${this.prefix}.${this.#next >> 8}.${this.#next & 255}`;
  }
}

export function namespace(
  name: string,
  labels: Labels = {},
  annotations?: Labels,
): Json {
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: {
      name,
      labels: { 'kubernetes.io/metadata.name': name, ...labels },
      ...(annotations && { annotations }),
    },
  };
}

export interface PodShape {
  readonly namespace: string;
  readonly name: string;
  readonly labels: Labels;
  readonly annotations?: Labels;
  readonly ip: string;
  readonly mesh: Mesh;
  readonly image: string;
  readonly args?: readonly string[];
  readonly ports: readonly { name: string; containerPort: number }[];
  readonly ready?: boolean;
  readonly hostNetwork?: boolean;
  readonly probePort?: number;
}

/** A pod of a Deployment's ReplicaSet, injected or not. */
export function pod(shape: PodShape): Json {
  const { mesh, name, ip, image, args, ports, ready = true } = shape;
  const injected = mesh === 'sidecar' || mesh === 'edge-sidecar';
  const words = name.split('-').slice(0, -1);
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name,
      namespace: shape.namespace,
      labels: {
        ...shape.labels,
        'pod-template-hash': words.at(-1),
        ...(injected && { 'security.istio.io/tlsMode': 'istio' }),
      },
      annotations: { ...meshAnnotations(mesh), ...shape.annotations },
      ownerReferences: [
        {
          apiVersion: 'apps/v1',
          kind: 'ReplicaSet',
          name: words.join('-'),
          uid: '00000000-0000-4000-8000-000000000000',
          controller: true,
        },
      ],
    },
    spec: {
      ...(shape.hostNetwork && { hostNetwork: true }),
      ...(injected && {
        initContainers: [
          {
            name: 'istio-validation',
            image: `docker.io/istio/proxyv2:${istioVersion}`,
          },
        ],
      }),
      containers: [
        {
          name: 'app',
          image,
          ...(args && { args }),
          ports,
          ...(shape.probePort && {
            readinessProbe: {
              httpGet: { path: '/healthz', port: shape.probePort },
            },
          }),
        },
        ...(injected
          ? [
              {
                name: 'istio-proxy',
                image: `docker.io/istio/proxyv2:${istioVersion}`,
                args: ['proxy', 'sidecar'],
              },
            ]
          : []),
      ],
      nodeName: 'node-1',
    },
    status: {
      phase: 'Running',
      podIP: ip,
      podIPs: [{ ip }],
      conditions: [{ type: 'Ready', status: ready ? 'True' : 'False' }],
    },
  };
}

function meshAnnotations(mesh: Mesh): Labels {
  switch (mesh) {
    case 'none':
      return {};
    case 'ambient':
      return { 'ambient.istio.io/redirection': 'enabled' };
    case 'sidecar':
      return { 'sidecar.istio.io/status': '{"containers":["istio-proxy"]}' };
    case 'edge-sidecar':
      return {
        'sidecar.istio.io/status': '{"containers":["istio-proxy"]}',
        'traffic.sidecar.istio.io/includeInboundPorts': '',
      };
    default: {
      const never: never = mesh;
      return never;
    }
  }
}

export interface ServiceShape {
  readonly namespace: string;
  readonly name: string;
  readonly labels?: Labels;
  readonly annotations?: Labels;
  /** `None`: headless. */
  readonly clusterIP: string;
  readonly selector: Labels;
  readonly type?: 'ClusterIP' | 'NodePort' | 'LoadBalancer';
  readonly loadBalancer?: string;
  readonly ports: readonly {
    readonly name?: string;
    readonly port: number;
    readonly targetPort: number;
    readonly nodePort?: number;
  }[];
}

/** A Service and the EndpointSlice that Kubernetes makes of it and its pods. */
export function service(
  shape: ServiceShape,
  pods: readonly { name: string; ip: string; ready: boolean }[],
): readonly Json[] {
  const { name, ports, labels = {}, annotations } = shape;
  return [
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: {
        name,
        namespace: shape.namespace,
        labels,
        ...(annotations && { annotations }),
      },
      spec: {
        type: shape.type ?? 'ClusterIP',
        clusterIP: shape.clusterIP,
        clusterIPs: [shape.clusterIP],
        selector: shape.selector,
        ports: ports.map(port => ({ ...port, protocol: 'TCP' })),
      },
      ...(shape.loadBalancer && {
        status: {
          loadBalancer: { ingress: [{ hostname: shape.loadBalancer }] },
        },
      }),
    },
    {
      apiVersion: 'discovery.k8s.io/v1',
      kind: 'EndpointSlice',
      metadata: {
        name: `${name}-1`,
        namespace: shape.namespace,
        labels: { ...labels, 'kubernetes.io/service-name': name },
      },
      addressType: 'IPv4',
      endpoints: pods.map(({ name: target, ip, ready }) => ({
        addresses: [ip],
        conditions: { ready, serving: ready, terminating: false },
        nodeName: 'node-1',
        targetRef: { kind: 'Pod', namespace: shape.namespace, name: target },
      })),
      ports: ports.map(({ name: port, targetPort }) => ({
        name: port ?? '',
        port: targetPort,
        protocol: 'TCP',
      })),
    },
  ];
}

/** A rule of an Ingress. */
export function ingress(
  shape: {
    readonly namespace: string;
    readonly name: string;
    readonly className: string;
    readonly annotations?: Labels;
    readonly host: string;
    readonly path?: string;
    readonly port?: number;
    readonly tls?: boolean;
  },
  backend: string,
): Json {
  const { host, annotations } = shape;
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: {
      name: shape.name,
      namespace: shape.namespace,
      ...(annotations && { annotations }),
    },
    spec: {
      ingressClassName: shape.className,
      ...(shape.tls && { tls: [{ hosts: [host], secretName: 'wildcard' }] }),
      rules: [
        {
          host,
          http: {
            paths: [
              {
                path: shape.path ?? '/',
                pathType: 'Prefix',
                backend: {
                  service: {
                    name: backend,
                    port: { number: shape.port ?? 80 },
                  },
                },
              },
            ],
          },
        },
      ],
    },
  };
}

const securityKinds = new Set(['PeerAuthentication', 'AuthorizationPolicy']);

export function istio(
  kind: string,
  place: { readonly namespace: string; readonly name: string },
  spec: Json,
  created = '2026-03-02T08:00:00Z',
): Json {
  const group = securityKinds.has(kind) ? 'security' : 'networking';
  const version = kind === 'EnvoyFilter' ? 'v1alpha3' : 'v1';
  return {
    apiVersion: `${group}.istio.io/${version}`,
    kind,
    metadata: { ...place, creationTimestamp: created },
    spec,
  };
}
