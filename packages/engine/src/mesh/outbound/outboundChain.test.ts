import type { Chain } from './outboundChain';
import { chainFor } from './outboundChain';

const chain = (
  name: string,
  about: { sniHosts?: string[]; ranges?: string[] },
): Chain & { name: string } => ({
  name,
  httpOnly: false,
  sniHosts: [],
  ranges: [],
  action: { kind: 'http', sniffed: name },
  ...about,
});

const chains = [
  chain('wide range', { ranges: ['10.0.0.0/8'] }),
  chain('narrow range', { ranges: ['10.1.0.0/16'] }),
  chain('one address', { ranges: ['10.1.0.7'] }),
  chain('any name', { sniHosts: ['*.com'] }),
  chain('longer pattern', { sniHosts: ['*.example.com'] }),
  chain('the name', { sniHosts: ['shop.example.com'] }),
  chain('anything', {}),
];

describe('the filter chain that a connection meets', () => {
  it.each([
    ['10.1.0.7', '', 'one address'],
    ['10.1.0.8', '', 'narrow range'],
    ['10.2.0.8', '', 'wide range'],
    ['192.168.0.1', 'shop.example.com', 'the name'],
    ['192.168.0.1', 'other.example.com', 'longer pattern'],
    ['192.168.0.1', 'other.com', 'any name'],
    ['192.168.0.1', 'other.org', 'anything'],
  ])('to %s for %j is that of %s', (address, sni, name) => {
    const found = chainFor(chains, { address, sni, tls: true, http: false });
    expect(chains.find(one => one === found)?.name).toBe(name);
  });
});
