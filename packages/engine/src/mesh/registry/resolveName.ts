// What a host name leads to inside the cluster: kubernetes cluster DNS; ExternalName Services are followed.
import ipaddr from 'ipaddr.js';
import type { ClusterState } from '../../state/clusterState';
import { isServiceAddress } from './addresses';
import { meshEndpoints } from './endpoints';
import { clusterDomain } from '../controlPlane/meshConfig';
import { MeshService, servicesNamed } from './registry';

const longestChain = 8;

/**
 * Addresses of a name as a client in `namespace` resolves it: itself when it is an address, a
 * Service's ClusterIP, a headless Service's pods. Empty when nothing in the cluster has the name.
 */
export function addressesOf(
  state: ClusterState,
  name: string,
  namespace: string,
  port: number,
): readonly string[] {
  if (ipaddr.isValid(name) || isServiceAddress(state, name)) return [name];
  const service = serviceNamed(state, name, namespace);
  if (!service) return [];
  const [address] = service.addresses;
  if (address !== undefined) return [address];
  const found = service.ports.find(one => one.number === port);
  const [first] = service.ports;
  const endpoints = meshEndpoints(state, service, found ?? first);
  return [...new Set(endpoints.map(one => one.address))];
}

function serviceNamed(
  state: ClusterState,
  name: string,
  namespace: string,
): MeshService | undefined {
  let wanted = name;
  for (let step = 0; step < longestChain; step++) {
    const found = candidates(wanted, namespace)
      .flatMap(host => servicesNamed(state, host))
      .find(one => one.ports.length > 0 || one.aliasOf !== undefined);
    if (found?.aliasOf === undefined) return found;
    wanted = found.aliasOf;
  }
  return undefined;
}

// A name with few dots is tried with the search domains of the client's namespace.
function candidates(name: string, namespace: string): readonly string[] {
  const bare = name.toLowerCase().replace(/\.$/, '');
  return [
    bare,
    `${bare}.${namespace}.svc.${clusterDomain}`,
    `${bare}.svc.${clusterDomain}`,
    `${bare}.${clusterDomain}`,
  ];
}
