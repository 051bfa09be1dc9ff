import { gatewaysUseWaypoint, membership, waypointOf } from '../../mesh';
import { podKey } from '../../path/sources';
import { findingRule } from '../finding';
import { onHops, senderOf } from '../hopFindings';
import type { JudgedPath, ServiceFacts } from '../serviceFacts';
import type { Hop } from '../servicePosture';

/** Only clients in ambient mode are sent through a waypoint (istio architecture/ambient). */
export const ip0107 = findingRule('IP0107', facts => {
  const waypoint = waypointOf(facts.state, facts.service);
  if (waypoint === undefined || facts.endpoints.ambient === 0) return [];
  return onHops(facts, (hop, judged) =>
    hop.to === 'workload' &&
    hop.outcome === 'accepted' &&
    !goesThrough(facts, hop, judged)
      ? {
          sender: senderOf(hop, judged),
          service: facts.service.meta.name,
          waypoint,
        }
      : undefined,
  );
});

function goesThrough(
  { state, service }: ServiceFacts,
  hop: Hop,
  { facts: { edge } }: JudgedPath,
): boolean {
  if (hop.from === 'gateway') return gatewaysUseWaypoint(state, service);
  // A waypoint is for the Service: who dials pods does not ask for it.
  return (
    hop.addressing === 'service-vip' &&
    edge.pods.some(pod => membership(state, podKey(pod)).mesh === 'ambient')
  );
}
