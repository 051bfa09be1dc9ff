import type { ServicePosture } from '@ingress-posture/engine';
import type { ServiceClaim } from './claim';

/** A posture as the backend keeps it. */
export interface StoredPosture {
  readonly posture: ServicePosture;
  /** When the cluster last confirmed it; ISO 8601. */
  readonly observedAt: string;
  /** Since when the mTLS posture has been what it is; ISO 8601. */
  readonly since: string;
  /** The cluster is not being followed right now: this is what was last known. */
  readonly stale: boolean;
  /** Entities that claim it, the one that it counts as first; left out where none does. */
  readonly claims?: readonly ServiceClaim[];
  /** Several of them claim it with the same right. */
  readonly contested?: true;
}
