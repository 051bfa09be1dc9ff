import type {
  IntegrationMode,
  MeshMembership,
  PathMode,
} from './servicePosture';

/** The mode of a service: that of its paths, or where it stands without one. */
export function integrationMode(
  paths: readonly PathMode[],
  membership: MeshMembership,
  routesReadable: boolean,
): IntegrationMode {
  const modes = new Set(paths);
  if (modes.size > 1) return 'mixed';
  const [only] = modes;
  if (only !== undefined) return only;
  if (!routesReadable) return 'unknown';
  switch (membership) {
    case 'sidecar':
    case 'ambient':
    case 'mixed':
      return 'mesh-internal';
    case 'none':
      return 'none';
    case 'unknown':
      return 'unknown';
    default: {
      const never: never = membership;
      return never;
    }
  }
}
