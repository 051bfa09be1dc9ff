import { membership, namespaceMode, policiesOf, policyBook } from '../../mesh';
import { podKey } from '../../path/sources';
import { objectName } from '../../state/evidence';
import { findingRule } from '../finding';
import { modeEvidence } from '../policyFindings';

/** Clients of a headless Service do not look at each endpoint, and send mTLS to all (istio/istio#39439). */
export const ip0305 = findingRule('IP0305', facts => {
  const { state, service } = facts;
  if (!service.headless) return [];
  if (namespaceMode(policyBook(state), service.meta.namespace) === 'DISABLE') {
    return [];
  }
  const found = facts.ports
    .flatMap(one => one.pods)
    .find(
      ({ pod, accepts }) =>
        accepts.mode === 'DISABLE' &&
        membership(state, podKey(pod)).mesh === 'sidecar',
    );
  const { workload } = found ? policiesOf(state, found.pod) : {};
  if (!found || !workload) return [];
  return [
    {
      says: {
        policy: objectName(workload),
        port: found.port,
        service: service.meta.name,
      },
      about: [workload],
      evidence: [modeEvidence(workload, found.port)],
    },
  ];
});
