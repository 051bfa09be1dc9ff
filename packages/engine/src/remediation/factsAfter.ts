import { assess } from '../posture/assess';
import type { ServiceFacts } from '../posture/serviceFacts';
import type { ClusterState } from '../state/clusterState';
import { services } from '../state/kinds/service';

type Known = WeakMap<ClusterState, ServiceFacts>;

// Several plans begin with the same steps, and several questions are asked of each copy.
const known = new WeakMap<ServiceFacts, Known>();

/** What is true of a service in a copy in which some steps are done; undefined where it is gone. */
export function factsAfter(
  facts: ServiceFacts,
  copy: ClusterState,
): ServiceFacts | undefined {
  const made: Known = known.get(facts) ?? new WeakMap();
  known.set(facts, made);
  const found = made.get(copy);
  if (found) return found;
  const { namespace, name } = facts.service.meta;
  const service = copy.get(services, namespace, name);
  const after = service && assess(copy, service);
  if (after) made.set(copy, after);
  return after;
}
