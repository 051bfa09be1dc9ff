import type { MtlsPosture } from '../posture/servicePosture';
import type { ClusterState } from '../state/clusterState';
import type { Pieces } from '../state/pieces';
import type { ServiceKey } from '../posture/serviceKey';
import type { Step } from './steps';

/** A step together with what it does to a copy of the state. */
export interface PlannedStep {
  readonly step: Step;
  /** Applies the step. */
  readonly apply: (state: ClusterState) => void;
  /** It takes effect only with a later one, a restart: by itself it changes nothing. */
  readonly later?: true;
  /** The Services whose paths it can touch; asked only when the step is tried. */
  readonly touches: () => readonly ServiceKey[];
  /** Works out beforehand what makes `touches` take long. */
  readonly prepare?: () => Pieces<void>;
  /** Set for a step that is the same for every service of an edge. Such steps come first in a plan. */
  readonly shared?: SharedStep;
}

/** What makes a step the same as that of other services, so that it is proven once for all of them. */
export interface SharedStep {
  readonly name: string;
  /** The objects that the step was made from. */
  readonly from: readonly object[];
  /** Works out beforehand, in a copy with the step done, what all paths through the edge are made with. */
  readonly prepare?: (copy: ClusterState) => Pieces<void>;
}

/** A way out that is not proven yet. */
export interface Plan {
  readonly id: string;
  readonly title: string;
  readonly costs: readonly string[];
  readonly resolves: readonly string[];
  /** Set when the plan is to end a finding and not to better the posture, which must not get worse. */
  readonly ends?: string;
  readonly steps: readonly PlannedStep[];
  /** Set for what is worth trying only where nothing else leads to mTLS. */
  readonly fallback?: true;
  /** Set when no proof is possible: what is missing, and the posture it aims at. */
  readonly advice?: { readonly missing: string; readonly aims: MtlsPosture };
}
