import {
  IntegrationMode,
  MtlsPosture,
  worstPosture,
} from '@ingress-posture/engine';

/** What is to be said of a service, or of all services of an entity, in two words. */
export interface Verdict {
  readonly mode: IntegrationMode;
  readonly posture: MtlsPosture;
}

/** The verdict on an entity. */
export interface EntityVerdict extends Verdict {
  readonly entityRef: string;
}

/** Answer of `GET /entities`. */
export interface EntityVerdicts {
  /** Entities that have services, sorted by reference. */
  readonly items: readonly EntityVerdict[];
  /** False while clusters or owners were never read: entities that are missing may have services. */
  readonly complete: boolean;
}

/** The verdict on several services together: their worst posture, and the mode of all their paths. */
export function combineVerdicts(services: readonly Verdict[]): Verdict {
  return {
    mode: combineModes(services.map(({ mode }) => mode)),
    posture: worstPosture(services.map(({ posture }) => posture)),
  };
}

// As for the paths of one service: what has no path says nothing beside what has one.
function combineModes(modes: readonly IntegrationMode[]): IntegrationMode {
  const reached = new Set(modes.filter(hasPaths));
  if (reached.size > 1) return 'mixed';
  const [only] = reached;
  if (only) return only;
  if (modes.length === 0 || modes.includes('unknown')) return 'unknown';
  return modes.includes('mesh-internal') ? 'mesh-internal' : 'none';
}

function hasPaths(mode: IntegrationMode): boolean {
  switch (mode) {
    case 'standalone':
    case 'chained':
    case 'istio-gateway':
    case 'mixed':
      return true;
    case 'mesh-internal':
    case 'none':
    case 'unknown':
      return false;
    default: {
      const never: never = mode;
      return never;
    }
  }
}
