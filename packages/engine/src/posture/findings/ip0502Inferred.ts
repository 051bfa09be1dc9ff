import { findingRule } from '../finding';

/** The verdict leans on something that no rule of Istio's settles: an EnvoyFilter, for one. */
export const ip0502 = findingRule('IP0502', facts =>
  facts.caveats
    .filter(caveat => !facts.unread.includes(caveat))
    .map(what => ({ says: { what }, evidence: [] })),
);
