import type { Dial } from '../ingress/dial/dial';
import type { Edge } from '../ingress/edges/edge';
import { readyEndpoints } from '../mesh';
import type { ClusterState } from '../state/clusterState';
import { deriveValue } from '../state/derived';
import { nodes } from '../state/kinds/node';
import type { Service, ServicePort } from '../state/kinds/service';

/** An address that an edge dials for a route. */
export interface Target {
  readonly address: string;
  readonly port: number;
}

const firstNodeAddress = deriveValue(
  [nodes],
  state => state.list(nodes).flatMap(node => node.addresses)[0],
);

function nodePortTargets(
  state: ClusterState,
  { nodePort }: ServicePort,
): readonly Target[] {
  // Any node answers on it: one stands for all.
  const address = state.read(firstNodeAddress);
  return nodePort === undefined || address === undefined
    ? []
    : [{ address, port: nodePort }];
}

/**
 * The addresses behind a way of dialling. Somebody outside the mesh who dials a node port or a
 * Service ends up, by kube-proxy, in a connection of his own to each ready endpoint.
 */
export function targetsOf(
  state: ClusterState,
  service: Service,
  port: ServicePort,
  addressing: Dial['addressing'],
  fromPod: boolean,
): readonly Target[] {
  if (
    addressing === 'service-vip' &&
    fromPod &&
    service.clusterIps.length > 0
  ) {
    return [{ address: service.clusterIps[0], port: port.port }];
  }
  if (addressing === 'node-port' && fromPod) {
    return nodePortTargets(state, port);
  }
  return readyEndpoints(state, service, port.port).map(endpoint => ({
    address: endpoint.address,
    port: endpoint.port,
  }));
}

/** The address to show for a hop; null when it is several or somebody else's. */
export function shownAddress(
  service: Service,
  addressing: Dial['addressing'],
  targets: readonly Target[],
  { vendor }: Edge,
): string | null {
  if (addressing === 'service-vip') {
    const fromOutside = [
      ...service.loadBalancerAddresses,
      ...service.externalIps,
    ];
    const [address] =
      vendor.placement === 'cloud' ? fromOutside : service.clusterIps;
    return address ?? null;
  }
  if (addressing === 'pod-ip' && targets.length === 1)
    return targets[0].address;
  return null;
}
