import { gatewayRoutes, podsByProxyRole } from '../mesh';
import { isOpen } from '../ingress/edges/isOpen';
import { servicesOfPod } from '../path/entrance';
import { podKey } from '../path/sources';
import type { ClusterState } from '../state/clusterState';
import { deriveFromAny } from '../state/derived';
import type { Pod } from '../state/kinds/pod';
import type { Service, ServicePort } from '../state/kinds/service';

/** An Istio gateway that can be chained behind another edge: its Service and its plain HTTP port. */
export interface ChainTarget {
  readonly service: Service;
  readonly port: ServicePort;
  readonly selector: Readonly<Record<string, string>>;
  /** "namespace/name" of one of its pods. */
  readonly pod: string;
}

/** The gateway to chain through: the one that serves most already; undefined when there is none. */
export const chainTarget = deriveFromAny((state): ChainTarget | undefined => {
  const all = state
    .lookup(podsByProxyRole, 'gateway')
    .flatMap(pod => targetsOf(state, pod));
  const isOne = all.every(one => one.service === all[0].service);
  return isOne ? all[0] : busiest(state, all);
});

function busiest(
  state: ClusterState,
  all: readonly ChainTarget[],
): ChainTarget {
  const served = new Map<string, number>();
  for (const pod of gatewayRoutes(state).flatMap(one => one.pods)) {
    served.set(pod, (served.get(pod) ?? 0) + 1);
  }
  const routes = (one: ChainTarget) => served.get(one.pod) ?? 0;
  return [...all].sort((a, b) => routes(b) - routes(a))[0];
}

function targetsOf(state: ClusterState, pod: Pod): readonly ChainTarget[] {
  const key = podKey(pod);
  if (!pod.ready) return [];
  // Gateways made for a Gateway API object take no Istio Gateway of ours.
  if (pod.meta.labels['gateway.networking.k8s.io/gateway-name']) return [];
  return servicesOfPod(state, key).flatMap(service => {
    const port = service.ports.find(one => one.port === 80);
    if (!port || !service.selector || !isOpen(service)) return [];
    return [{ service, port, selector: service.selector, pod: key }];
  });
}
