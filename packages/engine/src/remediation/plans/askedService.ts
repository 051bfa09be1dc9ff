import type { JudgedPath, ServiceFacts } from '../../posture/serviceFacts';
import type { Plan } from '../plan';

/**
 * What is left where an edge asks a Service about requests, and no switch of the edge is for that: a route to a
 * gateway is for what requests go to, and says nothing of whom they are asked about at.
 */
export function askedServicePlan(
  { service: { meta } }: ServiceFacts,
  { path: { edge, route } }: JudgedPath,
): readonly Plan[] {
  const { purpose, kind, namespace, name } = route;
  if (!purpose) return [];
  return [
    {
      id: `asked-${kind}-${namespace}-${name}`,
      title: `Have ${edge.title} ask ${meta.name} over mTLS`,
      costs: [],
      resolves: ['IP0101', 'IP0102'],
      steps: [],
      fallback: true,
      advice: {
        missing: `${edge.title} asks ${meta.name} itself (${purpose}), so that no gateway can stand between the two, and nothing that was tried leads it to mTLS. What is left is TLS of its own towards ${meta.name}, with a certificate that is in a Secret, or to have a port of ${meta.name} take plaintext.`,
        aims: 'app-tls',
      },
    },
  ];
}
