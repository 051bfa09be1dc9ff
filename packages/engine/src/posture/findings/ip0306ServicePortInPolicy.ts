import { policiesOf } from '../../mesh';
import { evidenceOf, objectName } from '../../state/evidence';
import { findingRule } from '../finding';
import { podPorts } from '../policyFindings';

/** Keys of portLevelMtls are container ports; the Service's own number says nothing there. */
export const ip0306 = findingRule('IP0306', facts => {
  const targets = new Set(podPorts(facts).map(one => one.port));
  const [pod] = facts.pods;
  const workload = pod && policiesOf(facts.state, pod).workload;
  if (!workload) return [];
  return facts.ports.flatMap(({ posture: { port, targetPort } }) =>
    workload.portLevelMtls.has(port) &&
    !targets.has(port) &&
    targetPort !== null
      ? [
          {
            says: {
              policy: objectName(workload),
              port,
              service: facts.service.meta.name,
              target: targetPort,
            },
            about: [workload],
            evidence: [
              evidenceOf(
                workload,
                `spec.portLevelMtls[${port}].mode`,
                workload.portLevelMtls.get(port),
              ),
            ],
          },
        ]
      : [],
  );
});
