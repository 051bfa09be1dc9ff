import type { PathFacts } from '../path/pathFacts';
import type { ClusterState } from '../state/clusterState';
import type { Pod } from '../state/kinds/pod';
import type { Service } from '../state/kinds/service';
import type { PortFacts } from './ports';
import type {
  Certainty,
  IntegrationMode,
  MeshMembership,
  MtlsPosture,
  Path,
  ServicePosture,
} from './servicePosture';

/** A path with its verdict and what it was made from. */
export interface JudgedPath {
  readonly facts: PathFacts;
  readonly path: Path;
}

/** Everything known of a service once it is judged; findings and remedies are made from it. */
export interface ServiceFacts {
  readonly state: ClusterState;
  readonly service: Service;
  readonly pods: readonly Pod[];
  readonly membership: MeshMembership;
  readonly endpoints: ServicePosture['endpoints'];
  readonly partial: boolean;
  readonly ports: readonly PortFacts[];
  readonly paths: readonly JudgedPath[];
  readonly mode: IntegrationMode;
  readonly posture: MtlsPosture;
  readonly certainty: Certainty;
  readonly sentence: string;
  /** What was needed and could not be read or understood, one sentence each. */
  readonly unread: readonly string[];
  /** What a good verdict is less sure for: controllers whose routes are not read, kinds that refine it. */
  readonly unseen: readonly string[];
  /** All that a less than proven verdict leans on, `unread` first. */
  readonly caveats: readonly string[];
}
