import type { ServiceFacts } from './serviceFacts';
import type { Finding, Severity } from './servicePosture';

/** What a rule found; code, severity and title come from the rule. */
export type Found = Omit<Finding, 'code' | 'severity' | 'title'>;

/** One coded statement. Its page is docs/findings/<code>.md. */
export interface FindingRule {
  readonly code: string;
  readonly severity: Severity;
  readonly title: string;
  readonly detect: (facts: ServiceFacts) => readonly Found[];
}
