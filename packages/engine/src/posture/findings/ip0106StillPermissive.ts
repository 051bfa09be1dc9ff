import { findingRule } from '../finding';

/** Every path arrives over mTLS, and a port would still take plaintext from anyone. */
export const ip0106 = findingRule('IP0106', facts => {
  if (facts.posture !== 'permissive') return [];
  const lax = facts.ports.filter(port => port.posture.accepts === 'both');
  return [
    {
      says: {
        ports: lax.map(port => port.posture.port).join(', '),
        service: facts.service.meta.name,
      },
      evidence: lax.flatMap(port => port.posture.evidence),
    },
  ];
});
