import type { JudgedPath } from '../../posture/serviceFacts';
import type { ServiceFacts } from '../../posture/serviceFacts';
import { membership } from '../../mesh';
import { podKey } from '../../path/sources';
import type { Plan } from '../plan';
import { sidecarSteps } from './edgeIntoMesh';

/** Lets clients past the sidecar of an edge that has one. */
export function inboundRedirectionPlan(
  facts: ServiceFacts,
  { facts: { edge }, path }: JudgedPath,
): readonly Plan[] {
  const inside = edge.pods.some(
    pod => membership(facts.state, podKey(pod)).mesh === 'sidecar',
  );
  const steps = inside ? sidecarSteps(facts.state, edge, edge.pods) : [];
  if (steps.length === 0) return [];
  return [
    {
      id: `inbound-redirection-${edge.ref.namespace}-${edge.ref.name}`,
      title: `Let clients past the sidecar of ${path.edge.title}`,
      costs: [`One restart of ${path.edge.title}.`],
      resolves: ['IP0205', 'IP0206'],
      ends: 'IP0205',
      steps,
    },
  ];
}
