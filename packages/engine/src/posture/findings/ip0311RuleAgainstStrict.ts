import { evidenceOf, objectName } from '../../state/evidence';
import { findingRule } from '../finding';
import { writtenTls } from '../ruleFindings';

/** A rule makes clients of the mesh send what a STRICT port refuses. */
export const ip0311 = findingRule('IP0311', facts =>
  writtenTls(facts)
    .filter(({ mode }) => mode !== 'ISTIO_MUTUAL')
    .filter(({ port }) =>
      facts.ports.some(
        one => one.posture.port === port && one.posture.accepts === 'mtls-only',
      ),
    )
    .map(({ port, mode, rule }) => ({
      says: {
        rule: objectName(rule),
        mode,
        service: facts.service.meta.name,
        port,
      },
      about: [rule],
      evidence: [evidenceOf(rule, 'spec.trafficPolicy.tls.mode', mode)],
    })),
);
