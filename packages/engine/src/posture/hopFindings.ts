import { vendorAsSubject } from '../ingress/vendorDescription';
import type { Found } from './finding';
import type { JudgedPath, ServiceFacts } from './serviceFacts';
import type { Hop } from './servicePosture';

/** Looks at every hop of every path, and says of those that fit what was found. */
export function onHops(
  facts: ServiceFacts,
  detail: (hop: Hop, judged: JudgedPath) => string | undefined,
): readonly Found[] {
  return facts.paths.flatMap((judged, path) =>
    judged.path.hops.flatMap((hop, index) => {
      const text = detail(hop, judged);
      if (text === undefined) return [];
      return [{ detail: text, path, hop: index, evidence: hop.evidence }];
    }),
  );
}

/** Who opens a hop's connection, as the subject of a sentence. */
export function senderOf(hop: Hop, { facts, path }: JudgedPath): string {
  if (hop.from === 'client') return 'The client';
  if (hop.from === 'gateway') return 'The Istio gateway';
  const { placement } = facts.edge.vendor;
  return vendorAsSubject({ placement, title: path.edge.title });
}
