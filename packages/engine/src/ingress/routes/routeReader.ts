import type { ClusterState } from '../../state/clusterState';
import type { Service } from '../../state/kinds/service';
import type { KubeObject } from '../../state/meta';
import type { Refusable } from '../../state/kinds/refusal';
import type { Route } from '../edges/edge';

/** An object that may lead to a Service, and of which it is not known what becomes. */
export interface Unclaimed {
  readonly object: KubeObject;
  /** Why, as the rest of a sentence that begins with the object. */
  readonly why: string;
}

/** An object that leads to a Service, and that its own edge makes no route of. */
export interface LeftOut {
  readonly object: KubeObject;
  readonly edge: string;
  /** Why, as the rest of a sentence. */
  readonly why: string;
}

/** Reads one family of route objects. routeReaders.ts lists them all. */
export interface RouteReader {
  /** The routes that lead to a Service, at every known edge that serves them. */
  readonly routesTo: (
    state: ClusterState,
    service: Service,
  ) => readonly Route[];
  /** Its objects that name a Service, and whose server or wire could not be worked out. */
  readonly unclaimed?: (
    state: ClusterState,
    service: Service,
  ) => readonly Unclaimed[];
  /** Its objects that name a Service, whatever serves them: what their status says against them is read. */
  readonly naming?: (
    state: ClusterState,
    service: Service,
  ) => readonly Refusable[];
  /** Those that an edge is known to make nothing of, by its own rules. */
  readonly leftOut?: (
    state: ClusterState,
    service: Service,
  ) => readonly LeftOut[];
}
