import type { Peer } from './peer';

/** What is known of a connection before any request on it is seen. */
export interface Arriving {
  readonly peer: Peer;
  /** The port it arrives at; undefined where that is not known. */
  readonly port?: number;
}

/** How a rule is read. */
export interface Look {
  /** ALLOW leaves a whole rule out that it cannot read; the others, what they cannot read of it. */
  readonly isAllow: boolean;
  /** Where the policy is: service accounts without a namespace are of this one. */
  readonly namespace: string;
  /** The mesh's own name first, then its aliases. */
  readonly trustDomains: readonly string[];
}
