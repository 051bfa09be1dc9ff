import { exposedBy } from '../../../ingress/edges/isOpen';
import type { ServiceFacts } from '../../../posture/serviceFacts';
import { Service, services } from '../../../state/kinds/service';
import type { PlannedStep } from '../../plan';
import { patchStep } from '../../steps';
import { itself } from '../../touched';
import { writtenPort } from '../writtenPort';

/** Takes a Service's own way in from outside away: it stays what calls inside the cluster need. */
export function closeOpening(facts: ServiceFacts): PlannedStep {
  const { service } = facts;
  const { namespace, name } = service.meta;
  const ranges = service.loadBalancerSourceRanges.length > 0;
  const { annotations } = service.meta;
  const asked = exposedBy(service);
  const annotated = (value: string | null) =>
    asked !== undefined && {
      metadata: { annotations: { [asked]: value } },
    };
  return {
    step: patchStep({
      title: 'Close the old door, once clients use the new one',
      object: { apiVersion: 'v1', kind: 'Service', namespace, name },
      patch: {
        ...annotated(null),
        spec: {
          type: 'ClusterIP',
          // Refused beside any other type.
          ...(ranges && { loadBalancerSourceRanges: null }),
        },
      },
      undo: {
        ...(asked !== undefined && annotated(annotations[asked])),
        spec: openSpec(service),
      },
      show: '{.spec.type}',
      expect: 'ClusterIP',
      marks: service.meta,
    }),
    apply: state => {
      const { loadBalancerClass: _, ...kept } = service;
      const left = Object.entries(annotations).filter(([key]) => key !== asked);
      state.put(services, {
        ...kept,
        meta: { ...service.meta, annotations: Object.fromEntries(left) },
        type: 'ClusterIP',
        loadBalancerAddresses: [],
        loadBalancerSourceRanges: [],
      });
    },
    touches: () => [itself(facts)],
  };
}

/** What the API server drops with the type, or would choose anew: numbers of node ports among it. */
export function openSpec(service: Service): object {
  const { type, ports, externalTrafficPolicy, loadBalancerClass } = service;
  return {
    type,
    ports: ports.map(writtenPort),
    ...(externalTrafficPolicy !== undefined && { externalTrafficPolicy }),
    ...(loadBalancerClass !== undefined && { loadBalancerClass }),
    ...(service.loadBalancerSourceRanges.length > 0 && {
      loadBalancerSourceRanges: service.loadBalancerSourceRanges,
    }),
  };
}
