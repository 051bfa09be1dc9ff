/**
 * The one shape of an answer: the engine returns it, the database keeps it, the API serves it,
 * the pages draw it and the CLI prints it. Plain JSON; `version` changes when its meaning does.
 */

/** How a service is reached from outside; words of docs/concepts.md. */
export type IntegrationMode =
  | 'standalone'
  | 'chained'
  | 'istio-gateway'
  | 'mixed'
  | 'mesh-internal'
  | 'none'
  | 'unknown';

/** The mode of one path. */
export type PathMode = 'standalone' | 'chained' | 'istio-gateway';

/** mTLS posture of a service, worst first, `unknown` last. */
export type MtlsPosture =
  | 'rejected'
  | 'plaintext'
  | 'unmeshed'
  | 'app-tls'
  | 'permissive'
  | 'enforced'
  | 'unknown';

/** How sure a verdict is. `inferred` and `unknown` always come with a reason. */
export type Certainty = 'proven' | 'inferred' | 'unknown';

/** What is on a connection. `tls`: TLS that a proxy or edge originates without a mesh identity. */
export type Wire =
  | 'plaintext'
  | 'tls'
  | 'istio-mtls'
  | 'app-tls'
  | 'none'
  | 'unknown';

/** What becomes of a connection. `redirected`: answered with a redirect to https by an Istio gateway. */
export type Outcome =
  | 'accepted'
  | 'rejected'
  | 'unroutable'
  | 'redirected'
  | 'unknown';

/** What a connection is addressed to. `external`: how clients reach the first edge. */
export type Addressing = 'service-vip' | 'pod-ip' | 'node-port' | 'external';

export type MtlsModeName = 'DISABLE' | 'PERMISSIVE' | 'STRICT';

/** What a verdict was read from. `value` is the field's value as text; `(absent)` where nothing stands. */
export interface Evidence {
  /** "Kind namespace/name", or "Kind name" for cluster-scoped objects. */
  readonly object: string;
  /** A version of the object that says so; it may have newer ones that say the same. */
  readonly resourceVersion?: string;
  /** Path of the field inside the object, such as `spec.mtls.mode`. */
  readonly field: string;
  readonly value: string;
}

/** One step of the chain that led to a verdict, in reading order. */
export interface Reason {
  /** One sentence with the objects' real names in it. */
  readonly text: string;
  readonly evidence: readonly Evidence[];
  /** Where the rule comes from: an Istio source file, a vendor page. */
  readonly source?: string;
}

/** Who is in the mesh among a set of pods. */
export type MeshMembership =
  | 'sidecar'
  | 'ambient'
  | 'none'
  | 'mixed'
  | 'unknown';

export interface PortPosture {
  /** Service port. */
  readonly port: number;
  readonly name?: string;
  /** Container port (the number pods listen on); null when no ready endpoint resolves it. */
  readonly targetPort: number | null;
  /** Protocol as Istio selects it: HTTP, HTTP2, GRPC, TCP, TLS, HTTPS, AUTO (sniffed) … */
  readonly protocol: string;
  /** Worst mode among ready endpoints; null when none of them is in the mesh. */
  readonly mtlsMode: MtlsModeName | null;
  /** What the port takes from a client without mesh identity and from one with it. */
  readonly accepts: 'mtls-only' | 'both' | 'plaintext-only' | 'unknown';
  readonly evidence: readonly Evidence[];
}

/** A box of the path diagram. */
export interface PathNode {
  readonly role: 'client' | 'edge' | 'gateway' | 'workload';
  /** Display name: a vendor's name, a gateway's, the workload's. */
  readonly name: string;
  readonly kind?: string;
  readonly namespace?: string;
  readonly vendor?: string;
  readonly membership?: MeshMembership;
  readonly pods?: { readonly ready: number; readonly total: number };
  /** The one fact that matters, in a few words: "accepts both: PERMISSIVE", "TLS ends here". */
  readonly fact?: string;
}

/** What one connection of a hop ends at. */
export interface HopArrival {
  /** "namespace/name" of the pod; empty when nothing leaves the first proxy. */
  readonly pod: string;
  readonly port: number;
  readonly wire: Wire;
  readonly outcome: Outcome;
  readonly why: string;
  /** AuthorizationPolicies that let nothing of it in, where its proxy would take it without them. */
  readonly refusedBy?: readonly string[];
}

/** NetworkPolicies none of whose rules lets a hop's connection through, where the network enforces them. */
export interface HopBarrier {
  /** Whether they keep it from coming in, or from going out. */
  readonly way: 'ingress' | 'egress';
  readonly policies: readonly string[];
  /** "namespace/name" of a pod that sends, and of one that receives. */
  readonly from: string;
  readonly to: string;
  /** Where it arrives on the wire: for HBONE 15008. */
  readonly port: number;
}

/** One connection of a path. `from` and `to` index `Path.nodes`. */
export interface Hop {
  readonly from: 'client' | 'edge' | 'gateway';
  readonly to: 'edge' | 'gateway' | 'workload';
  readonly fromNode: number;
  readonly toNode: number;
  readonly addressing: Addressing;
  /** Address dialled, null where it is not ours to know (client → edge). */
  readonly address: string | null;
  readonly port: number | null;
  /** Host sent; null when the protocol has none, `*` when any. */
  readonly host: string | null;
  readonly protocol: string;
  readonly wire: Wire;
  readonly outcome: Outcome;
  readonly certainty: Certainty;
  /** Whether this hop sets the service's posture (docs/concepts.md, "Which hops count"). */
  readonly counts: boolean;
  readonly arrivals: readonly HopArrival[];
  readonly barriers?: readonly HopBarrier[];
  readonly reasons: readonly Reason[];
  /** What a less than proven answer leans on, one sentence each. */
  readonly caveats: readonly string[];
  /** All evidence of `reasons`, each once. */
  readonly evidence: readonly Evidence[];
}

export interface EdgeRef {
  readonly vendor: string;
  /** Name of the vendor as people say it. */
  readonly title: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
}

export interface RouteRef {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly host: string | null;
  readonly path: string | null;
  /** Set where the edge asks the Service about requests of this route, which are answered elsewhere. */
  readonly purpose?: AskedFor;
  /** Set where the edge lets requests pass while the Service that it asks does not answer. */
  readonly failsOpen?: true;
}

/** What an edge asks a Service for, by the names that Envoy's filters have where one does it. */
export type AskedFor =
  | 'external authorization'
  | 'external processing'
  | 'rate limiting'
  | 'error pages'
  | 'token issuer';

/** client → edge → [Istio gateway] → workload port. */
export interface Path {
  readonly mode: PathMode;
  readonly posture: MtlsPosture;
  readonly certainty: Certainty;
  /** The path's verdict as a colleague would say it. */
  readonly sentence: string;
  readonly edge: EdgeRef;
  readonly route: RouteRef;
  /** Service port that the path ends at. */
  readonly port: number;
  readonly nodes: readonly PathNode[];
  readonly hops: readonly Hop[];
}

export type Severity = 'error' | 'warning' | 'info';

export interface Finding {
  /** "IP0102"; its page is docs/findings/IP0102.md. */
  readonly code: string;
  readonly severity: Severity;
  readonly title: string;
  /** One or two sentences with real names. */
  readonly detail: string;
  /** Index into `paths` and `hops`, where it is about one. */
  readonly path?: number;
  readonly hop?: number;
  readonly evidence: readonly Evidence[];
  /** Set where somebody who knows better said that it is all right. */
  readonly silenced?: Silenced;
}

/** Why a finding is silenced, and the object whose annotation says so. */
export interface Silenced {
  readonly reason: string;
  /** "Kind namespace/name". */
  readonly by: string;
}

export interface RemedyStep {
  readonly action: 'patch' | 'create' | 'restart' | 'delete';
  readonly title: string;
  readonly object: {
    readonly apiVersion: string;
    readonly kind: string;
    readonly namespace?: string;
    readonly name: string;
  };
  /** YAML: what to change for `patch`, the whole object for `create`, empty for `restart` and `delete`. */
  readonly patch: string;
  /**
   * How `patch` says what to change: `json` by the operations of a JSON Patch (RFC 6902), of which the API
   * server does none where a `test` among them fails; `strategic` by a strategic merge patch, which finds
   * containers by their names; a JSON merge patch (RFC 7386) where this is unset.
   */
  readonly patchType?: 'json' | 'strategic';
  /**
   * The fields that the step changes, before and after, as the lines of a unified diff over YAML: each begins with
   * `-`, `+` or a space. The object's name and the parents of the fields are among them, else nothing of it. Unset for
   * `create`, where all of `patch` is new, and for `restart`.
   */
  readonly diff?: string;
  readonly command: string;
  readonly verify: { readonly command: string; readonly expect: string };
  readonly undo: string;
  /** Who keeps the object and would take the change back, where its labels show it: one sentence. */
  readonly managedBy?: string;
  /** Posture of the service after this step, by re-analysis; null for advice. */
  readonly after: MtlsPosture | null;
}

export interface Remedy {
  readonly id: string;
  readonly title: string;
  /** Posture reached after the last step; for advice, the one it aims at. */
  readonly reaches: MtlsPosture;
  /** `proven`: applied to a copy of the state and re-analysed. `advice`: not provable, `missing` says why. */
  readonly standing: 'proven' | 'advice';
  readonly missing?: string;
  /** What it costs: restarts, client address, session affinity … one sentence each. */
  readonly costs: readonly string[];
  /** Finding codes that it removes. */
  readonly resolves: readonly string[];
  readonly steps: readonly RemedyStep[];
}

export interface ServicePosture {
  readonly version: 1;
  readonly cluster: string;
  readonly service: {
    readonly namespace: string;
    readonly name: string;
    readonly labels: Readonly<Record<string, string>>;
    /** Labels of the pods behind it, common to all of them (for selectors of catalog entities). */
    readonly podLabels: Readonly<Record<string, string>>;
  };
  readonly mode: IntegrationMode;
  readonly posture: MtlsPosture;
  readonly certainty: Certainty;
  /** The verdict as a colleague would say it. */
  readonly sentence: string;
  /** Some ready endpoints are in the mesh and some are not. */
  readonly partial: boolean;
  readonly endpoints: {
    readonly ready: number;
    readonly total: number;
    readonly sidecar: number;
    readonly ambient: number;
    readonly none: number;
  };
  /** What a less than proven verdict leans on, one sentence each. */
  readonly caveats: readonly string[];
  readonly ports: readonly PortPosture[];
  readonly paths: readonly Path[];
  readonly findings: readonly Finding[];
  readonly remedies: readonly Remedy[];
  /** The posture has changed since the remedies were worked out; they are being worked out anew. */
  readonly remediesPending?: true;
}
