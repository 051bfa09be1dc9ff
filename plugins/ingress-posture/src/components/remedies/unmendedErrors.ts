import { Finding, ServicePosture } from '@ingress-posture/engine';

/** What is broken, each code once, where no remedy on offer sees to any of it. */
export function unmendedErrors({
  findings,
  remedies,
}: ServicePosture): readonly Finding[] {
  const resolved = new Set(remedies.flatMap(({ resolves }) => resolves));
  const errors = findings.filter(
    ({ severity, silenced }) => severity === 'error' && !silenced,
  );
  if (errors.some(({ code }) => resolved.has(code))) return [];
  return [...new Map(errors.map(error => [error.code, error])).values()];
}
