import { whyNoEndpoint } from '../../posture/whyNoEndpoint';
import type { ServiceFacts } from '../../posture/serviceFacts';
import type { Plan } from '../plan';

/** A Service that nobody is ready behind: what becomes of its connections is not the mesh's to mend. */
export function endpointPlan(facts: ServiceFacts): readonly Plan[] {
  const { service, endpoints, posture } = facts;
  if (endpoints.ready > 0 || posture !== 'rejected') return [];
  const { name } = service.meta;
  return [
    {
      id: 'ready-endpoint',
      title: `Give ${name} a ready endpoint`,
      costs: [],
      resolves: ['IP0402'],
      steps: [],
      advice: {
        missing: `${name} has no ready endpoint: ${whyNoEndpoint(
          facts,
        )}. No step in the mesh brings one; once one is ready, the rest can be proven.`,
        aims: 'permissive',
      },
    },
  ];
}
