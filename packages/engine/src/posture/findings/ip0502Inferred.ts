import type { FindingRule } from '../finding';

/** The verdict leans on something that no rule of Istio's settles: an EnvoyFilter, for one. */
export const ip0502: FindingRule = {
  code: 'IP0502',
  severity: 'info',
  title: 'The verdict leans on something that is not proven',
  detect: facts =>
    facts.caveats
      .filter(caveat => !facts.unread.includes(caveat))
      .map(detail => ({ detail, evidence: [] })),
};
