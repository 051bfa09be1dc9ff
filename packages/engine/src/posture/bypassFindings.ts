import { membership } from '../mesh';
import { podKey } from '../path/sources';
import type { Found } from './finding';
import { isPassedThrough } from './passthrough';
import type { ServiceFacts } from './serviceFacts';
import type { Hop, Path } from './servicePosture';

/** The paths on which an edge's own sidecar knew no service for a connection dialled that way. */
export function onBypasses(
  facts: ServiceFacts,
  addressing: Hop['addressing'],
  detail: (path: Path, hop: Hop) => string,
): readonly Found[] {
  return facts.paths.flatMap(({ facts: { edge }, path }, index) => {
    const hop = path.hops[1];
    if (hop?.from !== 'edge' || hop.addressing !== addressing) return [];
    const sidecar = edge.pods.some(
      pod => membership(facts.state, podKey(pod)).mesh === 'sidecar',
    );
    if (!sidecar || !isPassedThrough(hop)) return [];
    return [
      {
        detail: detail(path, hop),
        path: index,
        hop: 1,
        evidence: hop.evidence,
      },
    ];
  });
}
