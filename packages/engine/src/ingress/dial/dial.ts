import type {
  Addressing,
  Certainty,
  Reason,
} from '../../posture/servicePosture';

/** What an edge dials for one route, before anybody asks what becomes of it. */
export interface Dial {
  readonly addressing: Exclude<Addressing, 'external'>;
  /** Host it sends: the client's own, one that the edge puts in its place, or what it dials. */
  readonly host:
    | { readonly kind: 'client' }
    | { readonly kind: 'address'; readonly withPort?: boolean }
    | { readonly kind: 'fixed'; readonly value: string };
  readonly protocol: 'http' | 'http2' | 'tcp';
  /**
   * TLS towards the backend, and who started it: an L4 edge carries the client's own through. `sni`
   * is empty where no server is asked for by name, and null where that is the Host's.
   */
  readonly tls: {
    readonly sni: string | null;
    readonly startedBy: 'edge' | 'client';
    /** Set where the edge presents a certificate of the mesh. */
    readonly identity?: 'mesh';
  } | null;
  readonly certainty: Certainty;
  /** What a less than proven dial leans on. */
  readonly caveats: readonly string[];
  /** Why it dials so, in reading order. */
  readonly reasons: readonly Reason[];
  /** Why its controller fails at the route as it is, where this is what it made of it before. */
  readonly failsNow?: string;
}
