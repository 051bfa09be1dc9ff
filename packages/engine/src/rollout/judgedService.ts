import { assess } from '../posture/assess';
import { isJudged } from '../posture/judged';
import type { ServicePosture } from '../posture/servicePosture';
import type { ClusterState } from '../state/clusterState';
import { services } from '../state/kinds/service';

/** What a preview reads of a posture; whoever has postures already need not judge again. */
export type JudgedService = Pick<
  ServicePosture,
  'service' | 'posture' | 'ports' | 'paths'
>;

/** Every service that has a posture, without findings and remedies. */
export function judgedServices(state: ClusterState): readonly JudgedService[] {
  return state.list(services).flatMap(service => {
    if (!isJudged(state, service)) return [];
    const { posture, ports, paths } = assess(state, service);
    const { namespace, name, labels } = service.meta;
    return [
      {
        service: { namespace, name, labels, podLabels: {} },
        posture,
        ports: ports.map(one => one.posture),
        paths: paths.map(one => one.path),
      },
    ];
  });
}

/** "namespace/name" of a judged service. */
export function nameOf({ service }: Pick<JudgedService, 'service'>): string {
  return `${service.namespace}/${service.name}`;
}
