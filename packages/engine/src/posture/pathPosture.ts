import { worstPosture } from '../path/worst';
import type { Hop, MtlsPosture, Path, PortPosture } from './servicePosture';

/**
 * The posture of a path: the worst of the hops that count, and `rejected` when any hop is broken
 * (docs/concepts.md, "Which hops count").
 */
export function pathPosture(
  path: Pick<Path, 'hops' | 'port'>,
  ports: readonly PortPosture[],
  meshed: boolean,
): MtlsPosture {
  if (path.hops.some(isBroken)) return 'rejected';
  // Where nobody knows, a path is as little known to be broken as to be whole.
  const counted = path.hops.filter(hop => hop.counts || mayBeBroken(hop));
  const port = ports.find(one => one.port === path.port);
  return worstPosture(counted.map(hop => hopPosture(hop, port, meshed)));
}

/** Traffic is known to end at this hop. */
export function isBroken(hop: Hop): boolean {
  return hop.certainty !== 'unknown' && mayBeBroken(hop);
}

/**
 * Traffic ends at this hop, as far as anybody can tell: what must not break anything goes by this. A
 * redirect never reaches the workload, but by clients who can follow it.
 */
export function mayBeBroken(hop: Hop): boolean {
  return (
    hop.outcome === 'rejected' ||
    hop.outcome === 'unroutable' ||
    (hop.outcome === 'redirected' && hop.from !== 'client')
  );
}

function hopPosture(
  hop: Hop,
  port: PortPosture | undefined,
  meshed: boolean,
): MtlsPosture {
  if (hop.certainty === 'unknown' || hop.outcome === 'unknown')
    return 'unknown';
  switch (hop.wire) {
    case 'plaintext':
      return meshed ? 'plaintext' : 'unmeshed';
    case 'tls':
    case 'app-tls':
      return 'app-tls';
    case 'istio-mtls':
      if (hop.to !== 'workload') return 'enforced';
      return port?.accepts === 'mtls-only' ? 'enforced' : 'permissive';
    case 'none':
    case 'unknown':
      return 'unknown';
    default: {
      const never: never = hop.wire;
      return never;
    }
  }
}
