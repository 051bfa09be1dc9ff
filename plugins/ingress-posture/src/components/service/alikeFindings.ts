import { Finding } from '@ingress-posture/engine';
import { groupBy } from '../../groupBy';

/** What several findings say in the same words, with the evidence of all. */
export interface AlikeFindings {
  readonly finding: Finding;
  readonly count: number;
}

/** Findings by their words: what is so of many paths is said once. */
export function alikeFindings(findings: readonly Finding[]): AlikeFindings[] {
  const groups = groupBy(
    findings,
    ({ code, severity, title, detail, silenced }) =>
      JSON.stringify([code, severity, title, detail, silenced]),
  );
  return [...groups.values()].map(group => ({
    finding: {
      ...group[0],
      evidence: group.flatMap(({ evidence }) => evidence),
    },
    count: group.length,
  }));
}
