import { membership } from '../mesh';
import { dialledHop } from '../path/dialledHop';
import { podKey } from '../path/sources';
import type { Found } from './finding';
import { isPassedThrough } from './passthrough';
import type { ServiceFacts } from './serviceFacts';
import type { Hop, Path } from './servicePosture';

/** The paths on which an edge's own sidecar knew no service for a connection dialled that way. */
export function onBypasses<Arguments>(
  facts: ServiceFacts,
  addressing: Hop['addressing'],
  says: (path: Path, hop: Hop) => Arguments,
): readonly Found<Arguments>[] {
  return facts.paths.flatMap(({ facts: made, path }, index) => {
    const { edge } = made;
    const at = dialledHop(made);
    const hop = path.hops[at];
    if (hop?.from !== 'edge' || hop.addressing !== addressing) return [];
    const sidecar = edge.pods.some(
      pod => membership(facts.state, podKey(pod)).mesh === 'sidecar',
    );
    if (!sidecar || !isPassedThrough(hop)) return [];
    return [
      { says: says(path, hop), path: index, hop: at, evidence: hop.evidence },
    ];
  });
}
