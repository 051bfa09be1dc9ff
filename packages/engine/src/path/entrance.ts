import { isOpen } from '../ingress/edges/isOpen';
import type { Reason } from '../posture/servicePosture';
import type { ClusterState } from '../state/clusterState';
import { evidenceOf, objectName } from '../state/evidence';
import { slicesByPod } from '../state/kinds/endpointSlice';
import type { Pod } from '../state/kinds/pod';
import { Service, services } from '../state/kinds/service';
import { podKey } from './sources';

/** The Services whose endpoints a pod is among; the pod as "namespace/name". */
export function servicesOfPod(
  state: ClusterState,
  pod: string,
): readonly Service[] {
  const found = state
    .lookup(slicesByPod, pod)
    .flatMap(
      slice => state.get(services, slice.meta.namespace, slice.service) ?? [],
    );
  return [...new Set(found)];
}

/** Where clients come in: a Service of the edge, its port, and the container port behind it. */
export interface Entrance {
  readonly service?: Service;
  readonly port: number;
  readonly containerPort: number;
}

/** The port of an edge that clients use for http or https: its open Service's, else the pod's own. */
export function entranceOf(
  state: ClusterState,
  pod: Pod,
  tls: boolean,
): Entrance {
  const wanted = tls ? 443 : 80;
  const name = tls ? 'https' : 'http';
  const all = servicesOfPod(state, podKey(pod));
  const candidates = [...all.filter(isOpen), ...all];
  for (const service of candidates) {
    const port =
      service.ports.find(one => one.port === wanted) ??
      service.ports.find(one => one.name === name);
    if (port) {
      return {
        service,
        port: port.port,
        containerPort: resolveTarget(pod, port.targetPort) ?? wanted,
      };
    }
  }
  const own = resolveTarget(pod, name) ?? wanted;
  return { port: own, containerPort: own };
}

/** By what a client comes in, as the first reason of a path. */
export function comesInThrough(service: Service, port: number): Reason {
  return {
    text: `Clients come in through ${objectName(service)}, port ${port}.`,
    evidence: [evidenceOf(service, 'spec.type', service.type)],
  };
}

function resolveTarget(pod: Pod, target: number | string): number | undefined {
  if (typeof target === 'number') return target;
  return pod.containers
    .flatMap(container => container.ports)
    .find(port => port.name === target)?.containerPort;
}
