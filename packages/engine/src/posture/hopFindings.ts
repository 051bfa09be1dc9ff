import { vendorAsSubject } from '../ingress/vendorDescription';
import type { Found } from './finding';
import type { JudgedPath, ServiceFacts } from './serviceFacts';
import type { Hop } from './servicePosture';

/** Looks at every hop of every path of which anything is known; what `says` answers for a hop is found there. */
export function onHops<Arguments>(
  facts: ServiceFacts,
  says: (hop: Hop, judged: JudgedPath) => Arguments | undefined,
): readonly Found<Arguments>[] {
  return facts.paths.flatMap((judged, path) =>
    judged.path.hops.flatMap((hop, index) => {
      if (hop.certainty === 'unknown') return [];
      const said = says(hop, judged);
      if (said === undefined) return [];
      return [{ says: said, path, hop: index, evidence: hop.evidence }];
    }),
  );
}

/** A proxy itself refuses the hop's connection, whatever the policies say that it goes by. */
export function isTurnedAway({ arrivals }: Hop): boolean {
  return arrivals.some(
    one => one.outcome === 'rejected' && one.refusedBy === undefined,
  );
}

/** The AuthorizationPolicies that let nothing of what is sent on a hop in; mostly none. */
export function refusingPolicies({ arrivals }: Hop): readonly string[] {
  const names = arrivals
    .filter(one => one.outcome === 'rejected')
    .flatMap(one => one.refusedBy ?? []);
  return [...new Set(names)];
}

/** Who opens a hop's connection, as the subject of a sentence. */
export function senderOf(hop: Hop, { facts, path }: JudgedPath): string {
  if (hop.from === 'client') return 'The client';
  if (hop.from === 'gateway') return 'The Istio gateway';
  const first = facts.behindGateway ? 2 : 1;
  const before = facts.through?.[hop.fromNode - first]?.edge;
  return before
    ? vendorAsSubject(before.vendor)
    : vendorAsSubject({ ...facts.edge.vendor, title: path.edge.title });
}

/** What a hop ends at: the service itself, or an edge or gateway on the way. */
export function receiverOf(
  hop: Hop,
  { path }: JudgedPath,
  { service }: ServiceFacts,
): string {
  return hop.to === 'workload'
    ? service.meta.name
    : path.nodes[hop.toNode].name;
}
