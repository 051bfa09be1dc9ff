import { evidenceOf, objectName } from '../../state/evidence';
import { findingRule } from '../finding';
import { writtenTls } from '../ruleFindings';

/** ISTIO_MUTUAL holds for every endpoint, those without a proxy too. */
export const ip0312 = findingRule('IP0312', facts =>
  facts.endpoints.none === 0
    ? []
    : writtenTls(facts)
        .filter(({ mode }) => mode === 'ISTIO_MUTUAL')
        .map(({ mode, rule }) => ({
          says: {
            rule: objectName(rule),
            outside: facts.endpoints.none,
            ready: facts.endpoints.ready,
            service: facts.service.meta.name,
          },
          about: [rule],
          evidence: [evidenceOf(rule, 'spec.trafficPolicy.tls.mode', mode)],
        })),
);
