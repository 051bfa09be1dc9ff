import type { ServiceFacts } from '../posture/serviceFacts';
import type { PortPosture } from '../posture/servicePosture';

type Accepts = PortPosture['accepts'];

/**
 * Whether a change could break something at a service that nobody can judge: a pod behind one of its ports takes
 * less than before, or another thing, and something may reach the service of which not enough is known.
 */
export function isUnsureOf(
  before: ServiceFacts | undefined,
  after: ServiceFacts | undefined,
): boolean {
  if (!before || !after) return false;
  return isPartlyUnknown(before) || isPartlyUnknown(after)
    ? takesOtherwise(before, after)
    : false;
}

function isPartlyUnknown({ posture, paths, unread }: ServiceFacts): boolean {
  return (
    posture === 'unknown' ||
    unread.length > 0 ||
    paths.some(({ path }) => path.posture === 'unknown')
  );
}

function takesOtherwise(before: ServiceFacts, after: ServiceFacts): boolean {
  return before.ports.some(({ posture: { port } }) => {
    const was = takenAt(before, port);
    // What takes both takes whatever arrives.
    return [...takenAt(after, port)].some(
      one => was.size > 0 && !was.has(one) && one !== 'both',
    );
  });
}

function takenAt({ ports }: ServiceFacts, port: number): ReadonlySet<Accepts> {
  const pods = ports
    .filter(one => one.posture.port === port)
    .flatMap(one => one.pods);
  return new Set(pods.map(one => one.accepts.accepts));
}
