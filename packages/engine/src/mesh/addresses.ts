// Who owns an address inside the cluster.
import type { ClusterState } from '../state/clusterState';
import { derive } from '../state/derived';
import { nodes } from '../state/kinds/node';
import { Pod, pods } from '../state/kinds/pod';
import { Service, ServicePort, services } from '../state/kinds/service';

/** Pods by their addresses. Those on the host's network share their node's address with others. */
export const podByAddress = derive([pods], state => {
  const found = new Map<string, Pod>();
  for (const pod of state.list(pods)) {
    if (pod.phase === 'Succeeded' || pod.phase === 'Failed') continue;
    for (const ip of pod.ips) if (!found.has(ip)) found.set(ip, pod);
  }
  return found as ReadonlyMap<string, Pod>;
});

const nodeAddresses = derive([nodes, pods], state => {
  const found = new Set(state.list(nodes).flatMap(node => node.addresses));
  for (const pod of state.list(pods)) if (pod.hostIp) found.add(pod.hostIp);
  return found as ReadonlySet<string>;
});

/** What kube-proxy forwards: ClusterIPs, external and load-balancer addresses, node ports. */
const forwarded = derive([services], state => {
  const byVip = new Map<string, Service>();
  const byNodePort = new Map<number, [Service, ServicePort]>();
  for (const service of state.list(services)) {
    for (const address of [
      ...service.clusterIps,
      ...service.externalIps,
      ...service.loadBalancerAddresses,
    ]) {
      if (!byVip.has(address)) byVip.set(address, service);
    }
    for (const port of service.ports) {
      if (port.nodePort) byNodePort.set(port.nodePort, [service, port]);
    }
  }
  return { byVip, byNodePort };
});

/** The Service ports that kube-proxy forwards `address:port` to: one, unless a number stands twice. */
export function forwardedBy(
  state: ClusterState,
  address: string,
  port: number,
): { service: Service; ports: readonly ServicePort[] } | undefined {
  const { byVip, byNodePort } = state.read(forwarded);
  const service = byVip.get(address);
  const found = service?.ports.filter(one => one.port === port) ?? [];
  if (service && found.length > 0) return { service, ports: found };
  const node = byNodePort.get(port);
  if (node && state.read(nodeAddresses).has(address)) {
    return { service: node[0], ports: [node[1]] };
  }
  return undefined;
}

/** Whether a Service has this address, whatever the port. */
export function isServiceAddress(
  state: ClusterState,
  address: string,
): boolean {
  return state.read(forwarded).byVip.has(address);
}
