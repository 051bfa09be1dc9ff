// What a cluster makes of manifests: Pods of workloads, injected or not, cluster IPs, node ports and
// EndpointSlices. So that a case of the grid is what a user would apply, and no more.
import { ClusterState } from '../../state/clusterState';

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- fixtures of any kind: an access that does not fit fails the case that it is for
type Json = Record<string, any>;

/** How the edge's pods are in the mesh; where they are in ambient, the workload is too. */
export type EdgeMesh = 'outside' | 'sidecar' | 'ambient';

const workloads = new Set(['Deployment', 'DaemonSet', 'StatefulSet']);

/** The state of a cluster in which the objects were applied. */
export function runningCluster(
  objects: readonly unknown[],
  edge: EdgeMesh,
): ClusterState {
  const state = new ClusterState({ name: 'grid' });
  for (const object of runningObjects(objects, edge)) state.upsert(object);
  return state;
}

/** The objects of a cluster in which some were applied. */
export function runningObjects(
  objects: readonly unknown[],
  edge: EdgeMesh,
): readonly unknown[] {
  const applied = objects as readonly Json[];
  const pods = applied
    .filter(one => workloads.has(one.kind))
    .map((workload, index) => podOf(workload, index, meshOf(workload, edge)));
  const services = applied
    .filter(one => one.kind === 'Service')
    .map(withAddresses);
  return [
    ...applied.filter(one => one.kind !== 'Service'),
    ...pods,
    ...services,
    ...services.flatMap(service => slicesOf(service, pods)),
  ];
}

/** The workload of shop is in the mesh; whatever else runs is the edge. */
function meshOf({ metadata }: Json, edge: EdgeMesh): EdgeMesh {
  if (metadata.namespace !== 'shop') return edge;
  return edge === 'ambient' ? 'ambient' : 'sidecar';
}

function podOf(workload: Json, index: number, mesh: EdgeMesh): Json {
  const { namespace, name } = workload.metadata;
  const { metadata = {}, spec } = workload.spec.template;
  const ip = spec.hostNetwork ? '192.168.5.1' : `10.44.0.${index + 1}`;
  const pod = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: `${name}-0`,
      namespace,
      labels: metadata.labels ?? {},
      annotations: metadata.annotations ?? {},
      ownerReferences: [
        { apiVersion: 'apps/v1', kind: workload.kind, name, controller: true },
      ],
    },
    spec: { nodeName: 'node-1', ...spec },
    status: {
      phase: 'Running',
      podIP: ip,
      podIPs: [{ ip }],
      hostIP: '192.168.5.1',
      conditions: [{ type: 'Ready', status: 'True' }],
    },
  };
  if (mesh === 'sidecar') return injected(pod, namespace === 'shop');
  if (mesh === 'outside') return pod;
  return annotated(pod, {
    'ambient.istio.io/redirection': 'enabled',
    ...(namespace !== 'shop' && {
      'ambient.istio.io/bypass-inbound-capture': 'true',
    }),
  });
}

function annotated(pod: Json, annotations: Json): Json {
  const { metadata } = pod;
  return {
    ...pod,
    metadata: {
      ...metadata,
      annotations: { ...metadata.annotations, ...annotations },
    },
  };
}

/** A pod after injection. An edge has inbound redirection off, as Istio's page on load balancers asks. */
function injected(pod: Json, inbound: boolean): Json {
  const { metadata, spec } = pod;
  const args = ['istio-iptables', '-p', '15001', '-z', '15006', '-u', '1337'];
  const redirected = ['-m', 'REDIRECT', '-i', '*', '-x', '', '-b'];
  return {
    ...pod,
    metadata: {
      ...metadata,
      labels: {
        ...metadata.labels,
        // By which it has its sidecar: made anew, it gets one again.
        'sidecar.istio.io/inject': 'true',
        'security.istio.io/tlsMode': 'istio',
      },
      annotations: {
        ...metadata.annotations,
        ...(!inbound && { 'traffic.sidecar.istio.io/includeInboundPorts': '' }),
      },
    },
    spec: {
      ...spec,
      initContainers: [
        {
          name: 'istio-init',
          image: 'istio/proxyv2:1.31.1',
          args: [
            ...args,
            ...redirected,
            inbound ? '*' : '',
            '-d',
            '15090,15021,15020',
          ],
        },
      ],
      containers: [
        ...spec.containers,
        {
          name: 'istio-proxy',
          image: 'istio/proxyv2:1.31.1',
          args: ['proxy', 'sidecar'],
        },
      ],
    },
  };
}

const open = new Set(['NodePort', 'LoadBalancer']);

function withAddresses(service: Json, index: number): Json {
  const { spec } = service;
  if (spec.type === 'ExternalName') return service;
  const clusterIP = spec.clusterIP ?? `10.96.2.${index + 1}`;
  const ports = (spec.ports ?? []).map((port: Json, at: number) =>
    open.has(spec.type) ? { nodePort: 30000 + index * 10 + at, ...port } : port,
  );
  return {
    ...service,
    spec: { ...spec, clusterIP, clusterIPs: [clusterIP], ports },
    ...(spec.type === 'LoadBalancer' && {
      status: { loadBalancer: { ingress: [{ ip: `203.0.113.${index + 1}` }] } },
    }),
  };
}

function slicesOf({ metadata, spec }: Json, pods: readonly Json[]): Json[] {
  if (!spec.selector) return [];
  const behind = pods.filter(
    pod =>
      pod.metadata.namespace === metadata.namespace &&
      Object.entries(spec.selector).every(
        ([key, value]) => pod.metadata.labels[key] === value,
      ),
  );
  return [
    {
      apiVersion: 'discovery.k8s.io/v1',
      kind: 'EndpointSlice',
      metadata: {
        name: `${metadata.name}-1`,
        namespace: metadata.namespace,
        labels: { 'kubernetes.io/service-name': metadata.name },
      },
      addressType: 'IPv4',
      endpoints: behind.map(pod => ({
        addresses: [pod.status.podIP],
        conditions: { ready: true, serving: true, terminating: false },
        nodeName: 'node-1',
        targetRef: {
          kind: 'Pod',
          namespace: pod.metadata.namespace,
          name: pod.metadata.name,
        },
      })),
      ports: spec.ports.map((port: Json) => ({
        name: port.name ?? '',
        port: targetOf(port, behind),
        protocol: port.protocol ?? 'TCP',
      })),
    },
  ];
}

function targetOf({ targetPort, port }: Json, behind: readonly Json[]): number {
  if (typeof targetPort !== 'string') return targetPort ?? port;
  return behind
    .flatMap(pod => pod.spec.containers)
    .flatMap((container: Json) => container.ports ?? [])
    .find((one: Json) => one.name === targetPort)?.containerPort;
}
