import { evidenceOf, objectName } from '../../state/evidence';
import type { PeerAuthentication } from '../../state/kinds/peerAuthentication';
import { findingRule } from '../finding';
import { ignoredFor, modeEvidence, quoted } from '../policyFindings';

/** Of policies of one level the oldest counts alone (istio pilot/pkg/model/authentication.go). */
export const ip0303 = findingRule('IP0303', facts =>
  ignoredFor(facts, 'newer')
    .filter(({ ignored }) => !sayTheSame(ignored.policy, ignored.older))
    .map(({ ignored: { policy, older } }) => ({
      says: {
        policy: quoted(policy),
        older: objectName(older),
        service: facts.service.meta.name,
      },
      about: [policy],
      evidence: [
        modeEvidence(policy),
        modeEvidence(older),
        evidenceOf(
          older,
          'metadata.creationTimestamp',
          new Date(older.meta.created).toISOString(),
        ),
      ],
    })),
);

function sayTheSame(a: PeerAuthentication, b: PeerAuthentication): boolean {
  const said = ({ mode, portLevelMtls }: PeerAuthentication) =>
    JSON.stringify([mode, [...portLevelMtls].sort(([p], [q]) => p - q)]);
  return said(a) === said(b);
}
