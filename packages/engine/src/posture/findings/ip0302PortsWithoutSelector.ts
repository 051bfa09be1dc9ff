import { evidenceOf } from '../../state/evidence';
import { findingRule } from '../finding';
import { ignoredFor, podPorts, quoted } from '../policyFindings';

/** Port levels count only beside a selector (istio pilot/pkg/security/authn/policy_applier.go). */
export const ip0302 = findingRule('IP0302', facts => {
  const own = new Set(podPorts(facts).map(one => one.port));
  return ignoredFor(facts, 'ports-without-selector').flatMap(
    ({ ignored: { policy } }) => {
      const ports = [...policy.portLevelMtls.keys()].filter(one =>
        own.has(one),
      );
      if (ports.length === 0) return [];
      return [
        {
          says: {
            policy: quoted(policy),
            ports: ports.join(', '),
            service: facts.service.meta.name,
          },
          about: [policy],
          evidence: [
            evidenceOf(policy, 'spec.selector', undefined),
            ...ports.map(port =>
              evidenceOf(
                policy,
                `spec.portLevelMtls[${port}].mode`,
                policy.portLevelMtls.get(port),
              ),
            ),
          ],
        },
      ];
    },
  );
});
