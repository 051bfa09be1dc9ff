import { ServicePosture } from '@ingress-posture/engine';

/** Titles of what is broken, where no remedy on offer sees to any of it. */
export function unmendedErrors({
  findings,
  remedies,
}: ServicePosture): readonly string[] {
  const resolved = new Set(remedies.flatMap(({ resolves }) => resolves));
  const errors = findings.filter(
    ({ severity, silenced }) => severity === 'error' && !silenced,
  );
  if (errors.some(({ code }) => resolved.has(code))) return [];
  return [...new Set(errors.map(({ title }) => title))];
}
