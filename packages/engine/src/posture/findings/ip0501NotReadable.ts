import type { FindingRule } from '../finding';

/** Something that the verdict needs is hidden from us, or nobody we know serves it. */
export const ip0501: FindingRule = {
  code: 'IP0501',
  severity: 'warning',
  title: 'Something needed could not be read',
  detect: facts => facts.unread.map(detail => ({ detail, evidence: [] })),
};
