import type { Edge } from '../ingress/edge';
import { routesTo } from '../ingress/routes';
import type { ServiceKey } from '../posture/serviceKey';
import type { ServiceFacts } from '../posture/serviceFacts';
import type { ClusterState } from '../state/clusterState';
import { services } from '../state/kinds/service';

/** The service itself. */
export function itself(facts: ServiceFacts): ServiceKey {
  const { namespace, name } = facts.service.meta;
  return { namespace, name };
}

/** Every Service that one of this edge's routes leads to. */
export function servedBy(
  state: ClusterState,
  edge: Edge,
): readonly ServiceKey[] {
  const { vendor, namespace, name } = edge.ref;
  return state
    .list(services)
    .filter(service =>
      routesTo(state, service).some(
        ({ edge: { ref } }) =>
          ref.vendor === vendor &&
          ref.namespace === namespace &&
          ref.name === name,
      ),
    )
    .map(({ meta }) => ({ namespace: meta.namespace, name: meta.name }));
}

/** Every Service that shares a pod with this one: policies are the pods', not the Service's. */
export function sharingPods(facts: ServiceFacts): readonly ServiceKey[] {
  const { selector, meta } = facts.service;
  if (!selector) return [itself(facts)];
  return facts.state
    .inNamespace(services, meta.namespace)
    .filter(other => {
      const wanted = other.selector;
      return (
        wanted !== undefined &&
        facts.pods.some(pod =>
          Object.entries(wanted).every(
            ([label, value]) => pod.meta.labels[label] === value,
          ),
        )
      );
    })
    .map(({ meta: { namespace, name } }) => ({ namespace, name }));
}
