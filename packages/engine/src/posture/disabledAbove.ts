import { membership, namespaceMode, policiesOf, policyBook } from '../mesh';
import { podKey } from '../path/sources';
import type { PeerAuthentication } from '../state/kinds/peerAuthentication';
import type { ServiceFacts } from './serviceFacts';

/** A policy of DISABLE and one of a workload below it that says STRICT for a container port of the service. */
export interface DisabledAbove {
  readonly above: PeerAuthentication;
  readonly below: PeerAuthentication;
  readonly port: number;
}

/**
 * Where clients decide about mTLS by the policy of the namespace alone, and send plaintext to a workload that refuses
 * it (istio/istio#56084, pilot/pkg/model/push_context.go BestEffortInferServiceMTLSMode).
 */
export function disabledAbove({
  state,
  service,
  ports,
}: ServiceFacts): DisabledAbove | undefined {
  if (namespaceMode(policyBook(state), service.meta.namespace) !== 'DISABLE') {
    return undefined;
  }
  const found = ports
    .flatMap(one => one.pods)
    .find(
      ({ pod, accepts }) =>
        accepts.mode === 'STRICT' &&
        membership(state, podKey(pod)).mesh === 'sidecar',
    );
  if (!found) return undefined;
  const { mesh, namespace, workload } = policiesOf(state, found.pod);
  const above = namespace?.mode === undefined ? mesh : namespace;
  return above && workload
    ? { above, below: workload, port: found.port }
    : undefined;
}
