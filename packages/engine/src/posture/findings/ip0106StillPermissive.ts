import type { FindingRule } from '../finding';

/** Every path arrives over mTLS, and a port would still take plaintext from anyone. */
export const ip0106: FindingRule = {
  code: 'IP0106',
  severity: 'info',
  title: 'Plaintext would still be accepted',
  detect: facts => {
    if (facts.posture !== 'permissive') return [];
    const lax = facts.ports.filter(port => port.posture.accepts === 'both');
    const numbers = lax.map(port => port.posture.port).join(', ');
    return [
      {
        detail: `Port ${numbers} of ${facts.service.meta.name} is PERMISSIVE. No path that we see needs that.`,
        evidence: lax.flatMap(port => port.posture.evidence),
      },
    ];
  },
};
