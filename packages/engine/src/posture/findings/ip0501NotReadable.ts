import { findingRule } from '../finding';

/** Something that the verdict needs is hidden from us, or nobody we know serves it. */
export const ip0501 = findingRule('IP0501', facts =>
  facts.unread.map(what => ({ says: { what }, evidence: [] })),
);
