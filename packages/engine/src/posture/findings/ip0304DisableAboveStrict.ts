import { membership, namespaceMode, policiesOf, policyBook } from '../../mesh';
import { podKey } from '../../path/sources';
import { objectName } from '../../state/evidence';
import { findingRule } from '../finding';
import { modeEvidence } from '../policyFindings';

/**
 * Clients decide about mTLS by the policy of the namespace alone, and send plaintext to a workload
 * that refuses it (istio/istio#56084, pilot/pkg/model/push_context.go BestEffortInferServiceMTLSMode).
 */
export const ip0304 = findingRule('IP0304', facts => {
  const { state, service } = facts;
  if (namespaceMode(policyBook(state), service.meta.namespace) !== 'DISABLE') {
    return [];
  }
  const found = facts.ports
    .flatMap(one => one.pods)
    .find(
      ({ pod, accepts }) =>
        accepts.mode === 'STRICT' &&
        membership(state, podKey(pod)).mesh === 'sidecar',
    );
  if (!found) return [];
  const { mesh, namespace, workload } = policiesOf(state, found.pod);
  const above = namespace?.mode === undefined ? mesh : namespace;
  if (!above || !workload) return [];
  return [
    {
      says: {
        above: objectName(above),
        service: service.meta.name,
        below: objectName(workload),
        port: found.port,
      },
      about: [workload, above],
      evidence: [modeEvidence(above), modeEvidence(workload, found.port)],
    },
  ];
});
