import { assess } from '../posture/assess';
import { isHop, isJudged } from '../posture/judged';
import type { ServicePosture } from '../posture/servicePosture';
import { rootNamespace } from '../remediation/peerAuthenticationStep';
import type { ClusterState } from '../state/clusterState';
import { pods } from '../state/kinds/pod';
import { Service, services } from '../state/kinds/service';
import type { StrictScope } from './strictPreview';

/** What a preview reads of a posture; whoever has postures already need not judge again. */
export type JudgedService = Pick<
  ServicePosture,
  'service' | 'posture' | 'ports' | 'paths'
>;

/** Every service that has a posture, without findings and remedies. */
export function judgedServices(state: ClusterState): readonly JudgedService[] {
  return judgedOf(state, state.list(services));
}

/**
 * Those of them that turning a scope STRICT can concern. Connections of any service can end at an edge
 * or a gateway; at other pods of a namespace only those of its own Services, and of Services whose
 * endpoints somebody wrote by hand.
 */
export function judgedWithin(
  state: ClusterState,
  scope: StrictScope,
): readonly JudgedService[] {
  if (scope.kind === 'mesh' || scope.namespace === rootNamespace(state)) {
    return judgedServices(state);
  }
  const { namespace } = scope;
  if (state.inNamespace(pods, namespace).some(pod => isHop(state, pod))) {
    return judgedServices(state);
  }
  const near = state
    .list(services)
    .filter(({ meta, selector }) => meta.namespace === namespace || !selector);
  return judgedOf(state, near);
}

function judgedOf(
  state: ClusterState,
  all: readonly Service[],
): readonly JudgedService[] {
  return all.flatMap(service => {
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
