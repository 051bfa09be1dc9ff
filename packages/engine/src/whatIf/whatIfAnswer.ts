import type { ServiceKey } from '../posture/serviceKey';
import type {
  Certainty,
  EdgeRef,
  Finding,
  IntegrationMode,
  MtlsPosture,
  RouteRef,
} from '../posture/servicePosture';

/** One object of the change. `ignored`: of a kind that no rule reads. */
export interface WhatIfObject {
  readonly effect:
    | 'created'
    | 'replaced'
    | 'same'
    | 'removed'
    | 'absent'
    | 'ignored';
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace?: string;
  readonly name: string;
}

/** A verdict, short. */
export interface WhatIfVerdict {
  readonly posture: MtlsPosture;
  readonly mode: IntegrationMode;
  readonly certainty: Certainty;
  readonly sentence: string;
}

/** A path that is not as it was. Null before: it is new. Null after: it is gone. */
export interface WhatIfPath {
  readonly edge: EdgeRef;
  readonly route: RouteRef;
  readonly port: number;
  readonly before: MtlsPosture | null;
  readonly after: MtlsPosture | null;
  /** The path's sentence after, or before when it is gone. */
  readonly sentence: string;
  /** It works now and would not, or leads nowhere any more. */
  readonly breaks: boolean;
}

/** Enough of a finding to know it; each code once. */
export type ChangedFinding = Pick<Finding, 'code' | 'severity' | 'title'>;

/** A service whose verdict or paths change. Null before: it is new. Null after: it is gone. */
export interface WhatIfService {
  readonly service: ServiceKey;
  readonly before: WhatIfVerdict | null;
  readonly after: WhatIfVerdict | null;
  readonly direction: 'better' | 'worse' | 'other';
  readonly paths: readonly WhatIfPath[];
  /** What is found that was not, and what is not any more. */
  readonly findings: {
    readonly appear: readonly ChangedFinding[];
    readonly go: readonly ChangedFinding[];
  };
}

/** What would become of a cluster if some objects were put on top of it. Plain JSON. */
export interface WhatIf {
  readonly version: 1;
  readonly cluster: string;
  /** The answer as a colleague would say it. */
  readonly sentence: string;
  readonly objects: readonly WhatIfObject[];
  readonly counts: {
    readonly services: number;
    readonly changed: number;
    readonly better: number;
    readonly worse: number;
    /** Paths that would break. */
    readonly brokenPaths: number;
    /** Services of which nobody can say whether something breaks. */
    readonly unsure: number;
  };
  /** Worst first, then by namespace and name. */
  readonly changes: readonly WhatIfService[];
  /**
   * Services that would take other than they do, and that something may reach of which not enough is known: whether
   * that breaks, nobody can say. By namespace and name; some may be among `changes`, too.
   */
  readonly unsure: readonly ServiceKey[];
}
