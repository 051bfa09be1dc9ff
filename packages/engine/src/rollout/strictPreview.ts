import type { ServiceKey } from '../posture/serviceKey';
import type {
  EdgeRef,
  MtlsModeName,
  MtlsPosture,
  Remedy,
  RemedyStep,
  RouteRef,
} from '../posture/servicePosture';

/** What is to accept mTLS only. A workload is named by a Service in front of it. */
export type StrictScope =
  | { readonly kind: 'mesh' }
  | { readonly kind: 'namespace'; readonly namespace: string }
  | {
      readonly kind: 'workload';
      readonly namespace: string;
      readonly service: string;
    };

/** A step of a roll-out. Its effect is told by its stage, not by one service's posture. */
export type RolloutStep = Omit<RemedyStep, 'after'>;

/** A path that works now and would not any more. */
export interface BrokenPath {
  readonly edge: EdgeRef;
  readonly route: RouteRef;
  /** Service port that it ends at. */
  readonly port: number;
  /** Its posture now. */
  readonly posture: MtlsPosture;
  /** What happens to it, with real names. */
  readonly sentence: string;
}

/** Enough of a remedy to choose one; the whole is among the service's own remedies, by its id. */
export type RemedySummary = Pick<
  Remedy,
  'id' | 'title' | 'reaches' | 'standing'
> & { readonly steps: number };

/** A service whose paths would break, and what to do before. */
export interface BrokenService {
  readonly service: ServiceKey;
  /** Whose it is, as an entity reference; only a portal knows. */
  readonly owner?: string;
  /** Who keeps its pods, such as a Deployment; null when it has none. */
  readonly workload: { readonly kind: string; readonly name: string } | null;
  readonly paths: readonly BrokenPath[];
  /** Container ports that have to go on taking plaintext until then. */
  readonly ports: readonly number[];
  /**
   * What lets its paths arrive over mTLS, best first. Null where it was not worked out: ask for the
   * service's own remedies.
   */
  readonly remedies: readonly RemedySummary[] | null;
}

/** Something that does not accept mTLS only, and whether it has a reason. */
export interface StillPermissive {
  readonly service: ServiceKey;
  /** Container port and what it takes now. */
  readonly port: number;
  readonly mode: MtlsModeName;
  /** Whether a path that is seen arrives there without mTLS. */
  readonly needed: boolean;
  /** Why it needs plaintext, or that nothing that is seen does. */
  readonly sentence: string;
  /** The policy that says so, "namespace/name"; null where none does and PERMISSIVE is the default. */
  readonly policy: string | null;
}

/**
 * One namespace of the safe order. `done`: mTLS only already. `ready`: turned STRICT, nothing that is
 * seen breaks. `with-exceptions`: ports are excepted first. `blocked`: no order of ours keeps its
 * paths working, or not enough is known to say.
 */
export interface RolloutStage {
  /** Null for the policy of the whole mesh, which comes last. */
  readonly namespace: string | null;
  readonly standing: 'done' | 'ready' | 'with-exceptions' | 'blocked';
  readonly sentence: string;
  /** Services in it that are judged. */
  readonly services: number;
  /** What is excepted, and for how long is up to the remedies of those services. */
  readonly excepted: readonly {
    readonly service: ServiceKey;
    readonly ports: readonly number[];
  }[];
  /** In this order. DISABLE goes by way of PERMISSIVE. Empty when done or blocked. */
  readonly steps: readonly RolloutStep[];
}

/** Who breaks if a scope turned STRICT now, and an order in which nobody does. Plain JSON. */
export interface StrictPreview {
  readonly version: 1;
  readonly cluster: string;
  readonly scope: StrictScope;
  /** The answer as a colleague would say it. */
  readonly sentence: string;
  /** Services of the scope; the last four add up to `services`. */
  readonly counts: {
    readonly services: number;
    /** Accept mTLS only already, on every port. */
    readonly strict: number;
    /** Nothing that is seen breaks. */
    readonly ready: number;
    readonly breaking: number;
    /** In no mesh, or not enough is known: STRICT changes nothing for them, or nobody can say. */
    readonly apart: number;
  };
  /** Services whose paths break, by namespace and name. Those of other scopes too, behind its edges. */
  readonly breaks: readonly BrokenService[];
  /** What still takes plaintext in the scope, and why. */
  readonly stillPermissive: readonly StillPermissive[];
  /** The safe order: what is ready first, the policy of the mesh last. */
  readonly order: readonly RolloutStage[];
  /** What the preview cannot see, one sentence each. */
  readonly caveats: readonly string[];
}
