import type { Edge, Route } from '../ingress/edges/edge';
import type { Path } from '../posture/servicePosture';

/** A path before it is judged, with what it was made from. */
export interface PathFacts {
  readonly edge: Edge;
  /** The third-party route; undefined when an Istio gateway is the edge. */
  readonly route?: Route;
  /** Routes of other third-party edges that lead to this one, from the outside in. */
  readonly through?: readonly Route[];
  /** What stands before the Istio gateway and ends clients' connections, as the subject of a sentence. */
  readonly balancer?: string;
  /** An Istio gateway stands before all of them. */
  readonly behindGateway?: true;
  readonly path: Omit<Path, 'posture' | 'certainty' | 'sentence'>;
}
