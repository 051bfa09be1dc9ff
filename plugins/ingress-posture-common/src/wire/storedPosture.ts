import type { ServicePosture } from '@ingress-posture/engine';
import type { ServiceClaim } from './claim';

/** Where an object is written down, for whoever has to change it there. */
export interface ObjectPlace {
  /** Path below the folder that the cluster is read from. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
}

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
  /**
   * Where the objects are written down that evidence and remedies name ("Kind namespace/name"); left out
   * where the cluster's source does not tell.
   */
  readonly places?: Readonly<Record<string, ObjectPlace>>;
}
