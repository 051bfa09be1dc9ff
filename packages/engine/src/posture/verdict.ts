import { worstCertainty, worstPosture } from '../path/worst';
import type { PortFacts } from './ports';
import type { JudgedPath } from './serviceFacts';
import type { Certainty, MeshMembership, MtlsPosture } from './servicePosture';

/** The posture of a port by itself: what it takes. */
export function portPosture(
  port: PortFacts,
  members: MeshMembership,
): MtlsPosture {
  switch (port.posture.accepts) {
    case 'mtls-only':
      return 'enforced';
    case 'both':
      return 'permissive';
    case 'plaintext-only':
      return members === 'none' ? 'unmeshed' : 'plaintext';
    case 'unknown':
      return 'unknown';
    default: {
      const never: never = port.posture.accepts;
      return never;
    }
  }
}

/** The worst of a service's paths and ports; a port that nobody answers on says nothing beside a path. */
export function worstOf(
  paths: readonly JudgedPath[],
  ports: readonly MtlsPosture[],
): MtlsPosture {
  const known = ports.filter(one => one !== 'unknown');
  return worstPosture([
    ...paths.map(one => one.path.posture),
    ...(paths.length === 0 || known.length === 0 ? ports : known),
  ]);
}

/** Postures that nobody has to act on; what is hidden can make them worse. */
export function isGood(posture: MtlsPosture): boolean {
  return (
    posture === 'app-tls' || posture === 'permissive' || posture === 'enforced'
  );
}

/** How sure the posture is: as sure as what decides it. */
export function certaintyOf(
  posture: MtlsPosture,
  paths: readonly JudgedPath[],
  ports: readonly PortFacts[],
): Certainty {
  if (posture === 'unknown') return 'unknown';
  const ofPorts = ports.flatMap(port =>
    port.pods.map(one => one.accepts.certainty),
  );
  if (isGood(posture)) {
    return worstCertainty([
      ...paths.map(one => one.path.certainty),
      ...ofPorts,
    ]);
  }
  // One proven bad path is proof enough, whatever the others are.
  const deciding = paths
    .filter(one => one.path.posture === posture)
    .map(one => one.path.certainty);
  if (deciding.includes('proven')) return 'proven';
  return worstCertainty(deciding.length > 0 ? deciding : ofPorts);
}
