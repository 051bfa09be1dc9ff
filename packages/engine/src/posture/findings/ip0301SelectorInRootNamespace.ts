import { findingRule } from '../finding';
import { ignoredFor, modeEvidence, quoted } from '../policyFindings';

/** Selectors have no effect in the root namespace (istio pilot/pkg/model/authentication.go). */
export const ip0301 = findingRule('IP0301', facts =>
  ignoredFor(facts, 'selector-in-root').map(({ ignored: { policy } }) => ({
    says: { policy: quoted(policy), service: facts.service.meta.name },
    about: [policy],
    evidence: [modeEvidence(policy)],
  })),
);
