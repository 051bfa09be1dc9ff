import { membership } from '../../mesh';
import { podKey } from '../../path/sources';
import type { JudgedPath, ServiceFacts } from '../../posture/serviceFacts';
import type { Plan } from '../plan';
import { sendersOf } from '../senders';

/**
 * A ztunnel speaks HBONE, which a sidecar takes only where its pod says so (mesh/ambient/hbone.ts): between the two
 * stays plaintext. Advice, as either would leave the mesh in one way and come back in the other.
 */
export function ambientBeforeSidecarPlan(
  facts: ServiceFacts,
  judged: JudgedPath,
): readonly Plan[] {
  const { hops, edge, route } = judged.path;
  const hop = hops.find(one => one.to === 'workload');
  if (hop?.wire !== 'plaintext' || facts.membership !== 'sidecar') return [];
  const senders = sendersOf(facts, judged, hop);
  const inAmbient = senders.filter(
    pod => membership(facts.state, podKey(pod)).mesh === 'ambient',
  );
  if (senders.length === 0 || inAmbient.length < senders.length) return [];
  const { name } = facts.service.meta;
  return [
    {
      id: `ambient-before-sidecar-${route.kind}-${route.namespace}-${route.name}`,
      title: `Bring ${edge.title} and ${name} into the mesh in the same way`,
      costs: [],
      resolves: ['IP0101', 'IP0102'],
      steps: [],
      fallback: true,
      advice: {
        missing: `${edge.title} is in ambient, and its ztunnel speaks HBONE, which the sidecar of ${name} does not take: what is sent stays plaintext. Enrol ${name} in ambient and take its sidecar away, or give ${edge.title} a sidecar in place of ambient. Either way a workload leaves the mesh in one way and comes back in another, with all its policies, which is not tried here.`,
        aims: 'permissive',
      },
    },
  ];
}
