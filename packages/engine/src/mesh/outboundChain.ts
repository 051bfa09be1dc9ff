// Filter chains of an outbound listener, and which of them a connection meets: istio pilot/pkg/networking/core/listener.go.
import type { StreamRule } from '../state/kinds/virtualService';
import { contains } from './capture';
import { hostWithin } from './hostName';
import type { MeshService } from './registry';
import type { MeshVirtualService } from './virtualService';

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
    one => one.ranges.some(range => contains(range, bytes.address)),
  );
  const bySni = narrow(
    byRange,
    one => one.sniHosts.length > 0,
    one => one.sniHosts.some(host => hostWithin(bytes.sni, host)),
  );
  const byProtocol = narrow(
    bySni,
    one => one.httpOnly,
    () => bytes.http && !bytes.tls,
  );
  return (
    byProtocol[0] ??
    chains.find(
      one =>
        !one.httpOnly && one.sniHosts.length === 0 && one.ranges.length === 0,
    )
  );
}

// Envoy keeps chains that name a fitting value; only without one those that name none.
function narrow(
  chains: readonly Chain[],
  names: (chain: Chain) => boolean,
  fits: (chain: Chain) => boolean,
): readonly Chain[] {
  const fitting = chains.filter(one => names(one) && fits(one));
  return fitting.length > 0 ? fitting : chains.filter(one => !names(one));
}
