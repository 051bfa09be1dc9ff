import type { Edge } from '../ingress/edges/edge';
import { membership } from '../mesh';
import type { MeshMembership, PathNode } from '../posture/servicePosture';
import type { ClusterState } from '../state/clusterState';
import type { Pod } from '../state/kinds/pod';
import type { Service } from '../state/kinds/service';
import { podKey } from './sources';

/** Who of a set of pods is in the mesh. */
export function membershipOf(
  state: ClusterState,
  pods: readonly Pod[],
): MeshMembership {
  const all = new Set(
    pods.map(pod => {
      const { mesh, proxyRole } = membership(state, podKey(pod));
      // A gateway or waypoint has the mesh's identity without a sidecar.
      return proxyRole === 'none' || mesh !== 'none' ? mesh : 'sidecar';
    }),
  );
  if (all.size === 0) return 'unknown';
  return all.size === 1 ? [...all][0] : 'mixed';
}

export function clientNode(host: string | null): PathNode {
  return { role: 'client', name: 'Clients', fact: host ?? 'any host' };
}

export function edgeNode(state: ClusterState, edge: Edge): PathNode {
  const { vendor, ref, pods } = edge;
  const node = {
    role: 'edge',
    name: vendor.title,
    kind: ref.kind,
    namespace: ref.namespace,
    vendor: vendor.id,
  } as const;
  if (vendor.placement === 'cloud') {
    return { ...node, membership: 'none', fact: 'outside the cluster' };
  }
  return { ...node, ...podFacts(state, pods) };
}

export function gatewayNode(
  state: ClusterState,
  name: string,
  namespace: string,
  pods: readonly Pod[],
  role: 'edge' | 'gateway' = 'gateway',
): PathNode {
  return {
    role,
    name: 'Istio gateway',
    kind: 'Gateway',
    namespace,
    vendor: 'istio',
    ...podFacts(state, pods),
    fact: `Gateway ${name}`,
  };
}

export function workloadNode(
  state: ClusterState,
  service: Service,
  port: number | null,
  pods: readonly Pod[],
  fact: string | undefined,
): PathNode {
  return {
    role: 'workload',
    name: port === null ? service.meta.name : `${service.meta.name} :${port}`,
    kind: 'Service',
    namespace: service.meta.namespace,
    ...podFacts(state, pods),
    ...(fact !== undefined && { fact }),
  };
}

function podFacts(state: ClusterState, pods: readonly Pod[]) {
  return {
    membership: membershipOf(state, pods),
    pods: {
      ready: pods.filter(pod => pod.ready && !pod.terminating).length,
      total: pods.length,
    },
  };
}
