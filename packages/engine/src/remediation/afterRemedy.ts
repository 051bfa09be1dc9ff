import { analyzeServices } from '../posture/analyze';
import { assess } from '../posture/assess';
import type { ServiceKey } from '../posture/serviceKey';
import type { ServicePosture } from '../posture/servicePosture';
import type { ClusterState } from '../state/clusterState';
import { services } from '../state/kinds/service';
import { plansFor } from './remedies';

/**
 * The posture of a service after all steps of one of its remedies, by re-analysis of a copy of the
 * state. Undefined when there is no such service or it has no remedy of that id.
 */
export function afterRemedy(
  state: ClusterState,
  key: ServiceKey,
  remedyId: string,
): ServicePosture | undefined {
  const service = state.get(services, key.namespace, key.name);
  const plan =
    service &&
    plansFor(assess(state, service)).find(({ id }) => id === remedyId);
  if (!plan) return undefined;
  const copy = state.fork();
  plan.steps.forEach(({ apply }) => apply(copy));
  const [after] = analyzeServices(copy, [key]);
  return after;
}
