// Who owns an address inside the cluster.
import type { ClusterState } from '../../state/clusterState';
import { nodesByAddress } from '../../state/kinds/node';
import { Pod, podsByAddress, podsByHostIp } from '../../state/kinds/pod';
import {
  Service,
  ServicePort,
  servicesByAddress,
  servicesByNodePort,
} from '../../state/kinds/service';

/** The pod with an address. Those on the host's network share their node's address with others. */
export function podAt(state: ClusterState, address: string): Pod | undefined {
  return state.lookup(podsByAddress, address)[0];
}

/** What kube-proxy forwards to: the ports of one Service. */
export interface Forwarded {
  readonly service: Service;
  readonly ports: readonly ServicePort[];
}

/** The Service ports that kube-proxy forwards TCP to `address:port` to: one, unless a number stands twice. */
export function forwardedBy(
  state: ClusterState,
  address: string,
  port: number,
): Forwarded | undefined {
  const [service] = state.lookup(servicesByAddress, address);
  const found = ofTcp(service?.ports.filter(one => one.port === port));
  if (service && found.length > 0) return { service, ports: found };
  return isNodeAddress(state, address) ? byNodePort(state, port) : undefined;
}

function byNodePort(state: ClusterState, number: number) {
  const service = state.lookup(servicesByNodePort, `${number}`).at(-1);
  const port = ofTcp(service?.ports.filter(one => one.nodePort === number)).at(
    -1,
  );
  return service && port ? { service, ports: [port] } : undefined;
}

/** Those of TCP, or all where none is. TCP and UDP may have one number: DNS has both. */
export function ofTcp(
  all: readonly ServicePort[] = [],
): readonly ServicePort[] {
  const tcp = all.filter(one => one.protocol === 'TCP');
  return tcp.length > 0 ? tcp : all;
}

function isNodeAddress(state: ClusterState, address: string): boolean {
  return (
    state.lookup(nodesByAddress, address).length > 0 ||
    state.lookup(podsByHostIp, address).length > 0
  );
}

/** Whether a Service has this address, whatever the port. */
export function isServiceAddress(
  state: ClusterState,
  address: string,
): boolean {
  return state.lookup(servicesByAddress, address).length > 0;
}
