import { evidenceOf, objectName } from '../../state/evidence';
import { destinationRules } from '../../state/kinds/destinationRule';
import { findingRule } from '../finding';
import { writtenTls } from '../ruleFindings';

/** TLS that a proxy originates and nobody says whom to trust for (istio analyzers/destinationrule/ca-cert.go). */
export const ip0310 = findingRule('IP0310', facts =>
  writtenTls(facts).flatMap(({ port, mode, rule: { meta } }) => {
    const rule = facts.state.get(destinationRules, meta.namespace, meta.name);
    if (!rule || (mode !== 'SIMPLE' && mode !== 'MUTUAL')) return [];
    const policy = rule.policy?.ports.get(port) ?? rule.policy;
    const tls = policy?.tls;
    if (!tls || tls.caCertificates !== undefined) return [];
    // A rule for some workloads may fetch its CA with the credential.
    if (tls.credentialName !== undefined && rule.workloadSelector) return [];
    return [
      {
        says: {
          rule: objectName(rule),
          mode,
          service: facts.service.meta.name,
          port,
        },
        about: [rule],
        evidence: [
          evidenceOf(rule, 'spec.trafficPolicy.tls.mode', mode),
          evidenceOf(
            rule,
            'spec.trafficPolicy.tls.caCertificates',
            tls.caCertificates,
          ),
        ],
      },
    ];
  }),
);
