// What the rules that istio-init or the CNI plugin sets up make of a new TCP connection: istio
// tools/istio-iptables/pkg/capture/run.go Run, in the order in which netfilter walks them. Native nftables get the same
// rules (tools/istio-nftables/pkg/capture/run.go).
import type { Pod } from '../../state/kinds/pod';
import { contains } from '../cidr';
import { isSix } from '../registry/addressFamily';
import { ownerGroups, Redirection, redirectsIpv6 } from './redirection';

/** Whose socket it is. */
export interface Owner {
  readonly user: number;
  readonly group: number;
}

/** Where a connection that an application opens goes, or why past the proxy. */
export type OutboundWay =
  | 'to-proxy'
  | 'as-proxy'
  | 'own-address'
  | 'other-group'
  | 'other-family'
  | 'left-out';

// The interface that every runtime gives to a pod, and the port of HBONE, where Envoy listens itself.
const podInterface = 'eth0';
const tunnelPort = 15008;

/** Whether a connection from outside to a port of the pod is led to its proxy. */
export function leadsIn(found: Redirection, port: number): boolean {
  if (listed(found.excludeInterfaces).includes(podInterface)) return false;
  // The exception stands in the table nat only, which TPROXY does without.
  if (port === tunnelPort && found.mode === 'REDIRECT') return false;
  const include = found.includeInboundPorts.trim();
  return include === '*'
    ? !hasPort(found.excludeInboundPorts, port)
    : hasPort(include, port);
}

/** What becomes of a connection of one owner to an address. */
export function outboundWay(
  pod: Pod,
  found: Redirection,
  owner: Owner,
  address: string,
  port: number,
): OutboundWay {
  if (isSix(address) && !redirectsIpv6(pod)) return 'other-family';
  const own = pod.ips.includes(address);
  const through = own || isLoopback(address) ? 'lo' : podInterface;
  if (listed(found.excludeInterfaces).includes(through)) return 'left-out';
  if (hasPort(found.excludeOutboundPorts, port)) return 'left-out';
  if (isProxyOwner(found, owner)) {
    // What the group alone would bring back was let through before, unless loopback is captured.
    const isLedBack =
      hasNumber(found.proxyUsers, owner.user) ||
      includesLoopback(found.includeOutboundRanges);
    return own && isLedBack && port !== tunnelPort ? 'to-proxy' : 'as-proxy';
  }
  if (through === 'lo' && !includesLoopback(found.includeOutboundRanges)) {
    return 'own-address';
  }
  if (!isOfGroups(pod, owner.group)) return 'other-group';
  return isWanted(found, address, port) ? 'to-proxy' : 'left-out';
}

/** Whether connections of this owner are taken for the proxy's own. */
export function isProxyOwner(
  { proxyUsers, proxyGroups }: Redirection,
  { user, group }: Owner,
): boolean {
  return (
    hasNumber(proxyUsers, user) || hasNumber(proxyGroups || proxyUsers, group)
  );
}

/** Whether ranges that are captured are those of loopback. */
export function includesLoopback(ranges: string): boolean {
  return listed(ranges).some(
    range => range.startsWith('127.') || range.startsWith('::1/'),
  );
}

function isOfGroups(pod: Pod, group: number): boolean {
  const { included, excluded } = ownerGroups(pod);
  return included === '*'
    ? !hasNumber(excluded, group)
    : hasNumber(included, group);
}

function isWanted(found: Redirection, address: string, port: number): boolean {
  if (address === '127.0.0.1' || address === '::1') return false;
  if (inRanges(found.excludeOutboundRanges, address)) return false;
  if (hasPort(found.includeOutboundPorts, port)) return true;
  return inRanges(found.includeOutboundRanges, address);
}

function isLoopback(address: string): boolean {
  return address.startsWith('127.') || address === '::1';
}

const nothing: readonly string[] = [];

function listed(text: string): readonly string[] {
  if (text === '') return nothing;
  return text
    .split(',')
    .map(one => one.trim())
    .filter(one => one !== '');
}

function hasNumber(numbers: string, wanted: number): boolean {
  return listed(numbers).includes(String(wanted));
}

// Lists that nobody checks may hold what iptables takes for a range.
function hasPort(ports: string, port: number): boolean {
  return listed(ports).some(one => {
    const [first, last = first] = one.split(':');
    return Number(first || 0) <= port && port <= Number(last || 65535);
  });
}

function inRanges(ranges: string, address: string): boolean {
  return listed(ranges).some(
    range => range === '*' || contains(range, address),
  );
}
