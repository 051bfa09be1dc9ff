import type { Route } from '../../../ingress/edges/edge';
import type { ServiceFacts } from '../../../posture/serviceFacts';
import { services } from '../../../state/kinds/service';
import type { PlannedStep } from '../../plan';
import { patchStep } from '../../steps';
import { itself } from '../../touched';
import { openSpec } from './closeOpening';

/** A node port that only the load balancer needed stays open to everybody: close it. */
export function closeNodePort(
  facts: ServiceFacts,
  route: Route,
): readonly PlannedStep[] {
  const { service } = facts;
  if (route.dial.addressing !== 'node-port' || service.type !== 'NodePort') {
    return [];
  }
  const { namespace, name } = service.meta;
  return [
    {
      step: patchStep({
        title: 'Close the node ports, which the load balancer needs no more',
        object: { apiVersion: 'v1', kind: 'Service', namespace, name },
        patch: { spec: { type: 'ClusterIP' } },
        undo: { spec: openSpec(service) },
        show: '{.spec.type}',
        expect: 'ClusterIP',
      }),
      apply: state => state.put(services, { ...service, type: 'ClusterIP' }),
      touches: () => [itself(facts)],
    },
  ];
}
