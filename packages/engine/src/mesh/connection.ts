import type {
  Certainty,
  Outcome,
  Reason,
  Wire,
} from '../posture/servicePosture';

/** One connection that somebody opens. */
export interface Connection {
  /** "namespace/name" of the pod that opens it; null: something outside every mesh. */
  readonly from: string | null;
  /** ClusterIP, pod IP, node IP (with a nodePort as port), external IP of a Service, or a host name. */
  readonly address: string;
  readonly port: number;
  /** Host header; null or absent when the protocol has none. */
  readonly host?: string;
  /** What is spoken, inside TLS when there is some. */
  readonly protocol: 'http' | 'http2' | 'tcp';
  /** TLS that the client starts itself; `mtls`: with a mesh identity. */
  readonly tls?: 'tls' | 'mtls';
  /** What a client with a mesh identity offers as ALPN; absent: Istio's own names, as its proxies do. */
  readonly alpn?: 'other';
  readonly sni?: string;
  /** Default `/`. */
  readonly path?: string;
}

/** Where a connection ends, and what becomes of it there. */
export interface Arrival {
  /** "namespace/name" of the pod; empty when nothing leaves the first proxy. */
  readonly pod: string;
  /** Container port. */
  readonly port: number;
  readonly wire: Wire;
  readonly outcome: Outcome;
  /** AuthorizationPolicies that let nothing of it through: the proxy would take it without them. */
  readonly refusedBy?: readonly string[];
  /** In short: listener; cluster; filter chain. */
  readonly why: string;
  readonly certainty: Certainty;
  /** The chain of rules in reading order. */
  readonly reasons: readonly Reason[];
  /** What a less than proven answer leans on, one sentence each. */
  readonly caveats: readonly string[];
}

/** A connection from outside to a container port of an Istio gateway pod. */
export interface GatewayConnection {
  /** "namespace/name" of the gateway pod. */
  readonly pod: string;
  readonly port: number;
  readonly host: string;
  readonly protocol: 'http' | 'http2' | 'tcp';
  /** `tls`: with whatever certificate the gateway asks for; `mtls`: with a mesh identity. */
  readonly tls?: 'tls' | 'mtls';
  readonly sni?: string;
  readonly path?: string;
}
