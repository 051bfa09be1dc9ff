import { fullHost, hostnameOf, isWild, servicesNamed } from '../mesh';
import type { ClusterState } from '../state/clusterState';
import type { Service } from '../state/kinds/service';

/**
 * Whether a host, written in a namespace, was meant for a Service and is no name of anything: a
 * short name in another namespace, or `name.namespace`, which Istio takes for a full name.
 */
export function isMisnamed(
  state: ClusterState,
  { meta: { namespace, name } }: Service,
  host: string,
  writer: string,
): boolean {
  if (isWild(host) || host.split('.')[0] !== name) return false;
  const full = fullHost(host, writer);
  if (full === hostnameOf(namespace, name)) return false;
  if (servicesNamed(state, full).length > 0) return false;
  const others = [`${name}.${namespace}`, `${name}.${namespace}.svc`];
  return others.includes(host) || (host === name && writer !== namespace);
}
