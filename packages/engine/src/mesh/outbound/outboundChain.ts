// Filter chains of an outbound listener, and which of them a connection meets: istio pilot/pkg/networking/core/listener.go.
import type { StreamRule } from '../../state/kinds/virtualService';
import { contains } from '../cidr';
import { hostWithin } from '../registry/hostName';
import type { MeshService } from '../registry/registry';
import type { MeshVirtualService } from '../routes/virtualService';

/** What a filter chain does with a connection. */
export type ChainAction =
  /** HTTP, by the routes of the port; `sniffed`: by those of this one service. */
  | { readonly kind: 'http'; readonly sniffed?: string }
  | {
      readonly kind: 'stream';
      readonly service: MeshService;
      readonly port: number;
      readonly rule?: StreamRule;
      readonly from?: MeshVirtualService;
    };

/** Address of listeners that are not bound to one. */
export const wildcard = '0.0.0.0';

export interface Chain {
  /** Only plaintext HTTP, told by the first bytes. */
  readonly httpOnly: boolean;
  readonly sniHosts: readonly string[];
  /** As they are written. */
  readonly ranges: readonly string[];
  readonly action: ChainAction;
}

/** A chain for HTTP. */
export function httpChain(httpOnly: boolean, sniffed?: string): Chain {
  const action: ChainAction =
    sniffed === undefined ? { kind: 'http' } : { kind: 'http', sniffed };
  return { httpOnly, sniHosts: [], ranges: [], action };
}

/** What tells filter chains of a listener apart. */
export interface FirstBytes {
  readonly address: string;
  readonly tls: boolean;
  readonly http: boolean;
  readonly sni: string;
}

/** The chain that a connection meets; undefined: it is passed through. Most specific criterion first. */
export function chainFor(
  chains: readonly Chain[],
  bytes: FirstBytes,
): Chain | undefined {
  const byRange = narrow(
    chains.filter(one => !takesAll(one)),
    one => toldRanges(one).length > 0,
    one => best(toldRanges(one), range => rangeFit(range, bytes.address)),
  );
  const bySni = narrow(
    byRange,
    one => one.sniHosts.length > 0,
    one => best(one.sniHosts, host => hostFit(host, bytes.sni)),
  );
  // Without an inspector of TLS, that counts as plaintext, too.
  const seenAsTls = bytes.tls && chains.some(one => one.sniHosts.length > 0);
  const byTransport = narrow(
    bySni,
    one => one.httpOnly,
    () => (seenAsTls ? 0 : 1),
  );
  return (
    byTransport.find(one => !one.httpOnly || (bytes.http && !bytes.tls)) ??
    chains.find(takesAll)
  );
}

// The listener's default chain, met when no other one is: isMatchAll.
function takesAll({ httpOnly, sniHosts, ranges }: Chain): boolean {
  return !httpOnly && sniHosts.length === 0 && ranges.length === 0;
}

// A range that starts at the wildcard address is left out of what is matched: toFilterChainMatch.
function toldRanges({ ranges }: Chain): readonly string[] {
  return ranges.filter(one => one.split('/')[0] !== wildcard);
}

/** Equal for chains that match the same, of which a listener keeps the first: conflictsWith. */
export function matchKey(chain: Chain): string {
  const { httpOnly, sniHosts } = chain;
  return JSON.stringify([
    httpOnly,
    [...sniHosts].sort(),
    [...toldRanges(chain)].sort(),
  ]);
}

// Envoy keeps the chains that name the value that fits best; only without one those that name none.
function narrow(
  chains: readonly Chain[],
  names: (chain: Chain) => boolean,
  fit: (chain: Chain) => number,
): readonly Chain[] {
  const named = chains.filter(names);
  const most = best(named, fit);
  return most > 0
    ? named.filter(one => fit(one) === most)
    : chains.filter(one => !names(one));
}

/** How well the best of them fits; 0: none does. */
function best<T>(all: readonly T[], fit: (one: T) => number): number {
  return all.reduce((most, one) => Math.max(most, fit(one)), 0);
}

// A range of fewer addresses fits better.
function rangeFit(range: string, address: string): number {
  if (!contains(range, address)) return 0;
  const [, bits] = range.split('/');
  return 1 + (bits === undefined ? 128 : Number(bits));
}

// The name itself fits better than any pattern, a longer pattern better than a shorter one.
function hostFit(host: string, sni: string): number {
  if (host === sni) return Infinity;
  return hostWithin(sni, host) ? host.length : 0;
}
