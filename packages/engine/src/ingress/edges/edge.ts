import type { EdgeRef, Reason, RouteRef } from '../../posture/servicePosture';
import type { ServiceKey } from '../../posture/serviceKey';
import type { KubeObject } from '../../state/meta';
import type { Pod } from '../../state/kinds/pod';
import type { Dial } from '../dial/dial';
import type { VendorDescription } from '../vendorDescription';

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
  /** The path of `ref` is a regular expression: no request has it for its own. */
  readonly pathIsPattern?: boolean;
  /** The object that holds the rule. */
  readonly object: KubeObject;
  readonly backend: {
    readonly namespace: string;
    readonly service: string;
    readonly port: number;
  };
  /** The Services behind every rule of the object, where there are more than this one. */
  readonly services?: readonly ServiceKey[];
  /** Whether clients reach this rule over TLS that ends at the edge. */
  readonly clientTls: boolean;
  /** The edge carries clients' connections on as they are (L4), instead of ending them. */
  readonly carriesConnections?: boolean;
  /** The edge was given a name to dial, and the port of `backend` as it is. */
  readonly dialsName?: boolean;
  /** The edge takes TLS off connections, and reads nothing of what is in them. */
  readonly takesTlsOff?: boolean;
  readonly dial: Dial;
}
