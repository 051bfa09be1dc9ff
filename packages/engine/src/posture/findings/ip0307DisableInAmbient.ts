import { membership, policiesOf, sidecarMode } from '../../mesh';
import { podKey } from '../../path/sources';
import { objectName } from '../../state/evidence';
import { findingRule } from '../finding';
import { modeEvidence } from '../policyFindings';

/** A ztunnel does not switch mTLS off: what is DISABLE elsewhere is PERMISSIVE, or STRICT, there. */
export const ip0307 = findingRule('IP0307', facts => {
  const found = facts.ports
    .flatMap(one => one.pods)
    .find(
      ({ pod, port, accepts }) =>
        membership(facts.state, podKey(pod)).mesh === 'ambient' &&
        accepts.mode !== null &&
        sidecarMode(policiesOf(facts.state, pod), port) === 'DISABLE',
    );
  if (!found) return [];
  const { mesh, namespace, workload } = policiesOf(facts.state, found.pod);
  const policy = [workload, namespace, mesh].find(
    one =>
      one?.portLevelMtls.get(found.port) === 'DISABLE' ||
      one?.mode === 'DISABLE',
  );
  if (!policy) return [];
  return [
    {
      says: {
        policy: objectName(policy),
        port: found.port,
        service: facts.service.meta.name,
        mode: String(found.accepts.mode),
      },
      about: [policy],
      evidence: [modeEvidence(policy, found.port)],
    },
  ];
});
