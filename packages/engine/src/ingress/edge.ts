import type { EdgeRef, Reason, RouteRef } from '../posture/servicePosture';
import type { KubeObject } from '../state/meta';
import type { Pod } from '../state/kinds/pod';
import type { Dial } from './dial';
import type { VendorDescription } from './vendorDescription';

/** Something that accepts client traffic and forwards it. */
export interface Edge {
  readonly vendor: VendorDescription;
  readonly ref: EdgeRef;
  /** Its pods, ready or not; empty for a cloud load balancer. */
  readonly pods: readonly Pod[];
  /** How it was recognised. */
  readonly reasons: readonly Reason[];
}

/** A rule that binds a host and path at an edge to a Service port. */
export interface Route {
  readonly edge: Edge;
  readonly ref: RouteRef;
  /** The object that holds the rule. */
  readonly object: KubeObject;
  readonly backend: {
    readonly namespace: string;
    readonly service: string;
    readonly port: number;
  };
  /** Whether clients reach this rule over TLS that ends at the edge. */
  readonly clientTls: boolean;
  /** The edge carries clients' connections on as they are (L4), instead of ending them. */
  readonly carriesConnections?: boolean;
  readonly dial: Dial;
}
