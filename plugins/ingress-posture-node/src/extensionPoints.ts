import { createExtensionPoint } from '@backstage/backend-plugin-api';
import type { ClusterSourceType } from './clusterSourceType';

/** Where other modules add types of cluster sources. */
export interface ClusterSourcesExtensionPoint {
  /** Adds a type; throws when there is one of this name already. */
  addSourceType(type: ClusterSourceType): void;
}

/** Lets modules of the plugin `ingress-posture` add types of cluster sources. */
export const clusterSourcesExtensionPoint =
  createExtensionPoint<ClusterSourcesExtensionPoint>({
    id: 'ingress-posture.cluster-sources',
  });
