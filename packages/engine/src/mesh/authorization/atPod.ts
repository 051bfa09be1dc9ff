// The policies of a pod, and a connection that its proxy would take without them.
import type { ClusterState } from '../../state/clusterState';
import type { Pod } from '../../state/kinds/pod';
import { meshConfigFor } from '../controlPlane/revision';
import type { Guard } from './authorize';
import { Judged, judged, unjudged } from './judged';
import { nobody, Peer, peerOf, somebody } from './peer';
import { policiesOfPod } from './policiesFor';

/** The proxy that takes a connection in, as its policies see it. */
export interface Guarded {
  /** Several where it is not known as what it reads the connection. */
  readonly guards: readonly Guard[];
  /** Whose certificate it has seen: nobody's, that of who sent it, or one that cannot be read. */
  readonly proof: 'nobody' | 'sender' | 'somebody';
  readonly port?: number;
}

/** What the policies of a pod make of what `sender` sent it. */
export function judgedAtPod(
  state: ClusterState,
  pod: Pod,
  { guards, proof, port }: Guarded,
  sender: Pod | undefined,
): Judged {
  const policies = policiesOfPod(state, pod);
  // Most pods have none.
  if (policies.length === 0) return unjudged;
  const peer = peerBy(state, proof, sender);
  return judged(pod, meshConfigFor(state, pod), policies, guards, {
    peer,
    ...(port !== undefined && { port }),
  });
}

function peerBy(
  state: ClusterState,
  proof: Guarded['proof'],
  sender: Pod | undefined,
): Peer {
  if (proof === 'nobody') return nobody;
  return proof === 'sender' && sender ? peerOf(state, sender) : somebody;
}
