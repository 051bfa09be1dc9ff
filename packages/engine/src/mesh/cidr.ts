// Ranges of addresses, as annotations, arguments and ServiceEntries write them.
import ipaddr from 'ipaddr.js';

/** Whether a CIDR, or a single address, contains an address. */
export function contains(range: string, address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const ip = ipaddr.parse(address);
  const cidr = range.includes('/')
    ? range
    : `${range}/${ip.kind() === 'ipv4' ? 32 : 128}`;
  if (!ipaddr.isValidCIDR(cidr)) return false;
  const [network, bits] = ipaddr.parseCIDR(cidr);
  return network.kind() === ip.kind() && ip.match(network, bits);
}
