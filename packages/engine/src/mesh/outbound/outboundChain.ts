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

export interface Chain {
  /** Only plaintext HTTP, told by the first bytes. */
  readonly httpOnly: boolean;
  readonly sniHosts: readonly string[];
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
    chains,
    one => one.ranges.length > 0,
    one => best(one.ranges, range => rangeFit(range, bytes.address)),
  );
  const bySni = narrow(
    byRange,
    one => one.sniHosts.length > 0,
    one => best(one.sniHosts, host => hostFit(host, bytes.sni)),
  );
  const byProtocol = narrow(
    bySni,
    one => one.httpOnly,
    () => (bytes.http && !bytes.tls ? 1 : 0),
  );
  return (
    byProtocol[0] ??
    chains.find(
      one =>
        !one.httpOnly && one.sniHosts.length === 0 && one.ranges.length === 0,
    )
  );
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
