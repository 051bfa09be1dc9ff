// What is on the last leg of a connection, and how it ends.
import type { Outcome, Reason, Wire } from '../../posture/servicePosture';
import type { Guarded } from '../authorization/atPod';

/** Bytes on the last leg: how proxies wrapped them, what the client itself made of them. */
export interface Bytes {
  readonly wire: Exclude<Wire, 'none' | 'unknown'>;
  readonly spoken: 'http' | 'tcp';
  /** The client's own TLS is inside of what proxies wrapped around it. */
  readonly inside?: boolean;
  /** The client has a mesh identity, and offers no ALPN of Istio's. */
  readonly foreign?: boolean;
  /** The mTLS is the client's own, not its proxy's: with whose certificate cannot be read. */
  readonly own?: boolean;
  /** In HBONE: its proxy ends the mTLS at a port of its own, whatever the workload's port. */
  readonly tunnelled?: boolean;
  /** No proxy is on the way: health checks, and clients outside the mesh. */
  readonly direct?: boolean;
  /** What the client asks for; a gateway at the end goes by it. */
  readonly asked?: {
    readonly host?: string;
    readonly path?: string;
    readonly sni?: string;
  };
}

export interface Ending {
  readonly outcome: Outcome;
  readonly why: string;
  readonly reasons: readonly Reason[];
  /** Something that makes the ending less than proven. */
  readonly doubt?: string;
  /** The proxy that lets it in, for the policies that it goes by; absent where none does. */
  readonly guarded?: Guarded;
}
