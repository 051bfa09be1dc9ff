// Who a connection comes from, as far as its receiver can prove it.
import type { ClusterState } from '../../state/clusterState';
import type { Pod } from '../../state/kinds/pod';
import { meshConfigFor } from '../controlPlane/revision';

/** What a mesh certificate says: `spiffe://<trustDomain>/ns/<namespace>/sa/<serviceAccount>`. */
export interface Identity {
  readonly trustDomain: string;
  readonly namespace: string;
  readonly serviceAccount: string;
}

export type Peer =
  /** Plaintext, or TLS without a client's certificate. */
  | { readonly kind: 'nobody' }
  | { readonly kind: 'known'; readonly identity: Identity }
  /** It has a certificate, and whose cannot be read. */
  | { readonly kind: 'somebody' };

export const nobody: Peer = { kind: 'nobody' };
export const somebody: Peer = { kind: 'somebody' };

/** The identity that a pod's proxy proves to whom it connects: istio pkg/spiffe/spiffe.go. */
export function identityOf(state: ClusterState, pod: Pod): Identity {
  const { trustDomain } = meshConfigFor(state, pod);
  const { meta, serviceAccount } = pod;
  return { trustDomain, namespace: meta.namespace, serviceAccount };
}

/** Who a pod is to whom its proxy connects. */
export function peerOf(state: ClusterState, pod: Pod): Peer {
  return { kind: 'known', identity: identityOf(state, pod) };
}

/** The principal of an identity, as policies write it. */
export function principalOf(identity: Identity): string {
  const { trustDomain, namespace, serviceAccount } = identity;
  return `${trustDomain}/ns/${namespace}/sa/${serviceAccount}`;
}
