import type { Route } from '../../ingress/edge';
import { servicesOfRoute } from '../../ingress/routes';
import type { ServiceKey } from '../../posture/serviceKey';
import type { ServiceFacts } from '../../posture/serviceFacts';
import type { ClusterState } from '../../state/clusterState';
import { ingresses } from '../../state/kinds/ingress';
import { virtualServices } from '../../state/kinds/virtualService';
import { createObject } from '../createObject';
import type { PlannedStep } from '../plan';
import { serviceHost } from '../serviceHost';
import { createStep } from '../steps';

/**
 * A VirtualService for the mesh that knows the Host which clients send, so that nobody has to rewrite
 * it where `dialled` is the port that is dialled (istio pilot/pkg/networking/core/route/route.go, separateVSHostsAndServices: hosts that are no
 * Services get a virtual host on port 80, or on the ports of the Services beside them).
 */
export function meshVirtualServiceStep(
  { state, service }: ServiceFacts,
  route: Route,
  dialled: number,
): PlannedStep | undefined {
  const { host } = route.ref;
  if (host === null || host.includes('*')) return undefined;
  if (route.dial.protocol === 'tcp') return undefined;
  const { namespace, name } = service.meta;
  const { port } = route.backend;
  const own = serviceHost(service);
  const manifest = {
    apiVersion: 'networking.istio.io/v1',
    kind: 'VirtualService',
    metadata: { name: freeName(state, namespace, `${name}-host`), namespace },
    spec: {
      hosts: dialled === 80 ? [host] : [host, own],
      http: [
        { route: [{ destination: { host: own, port: { number: port } } }] },
      ],
    },
  };
  return {
    step: createStep(`Let the mesh know ${host}`, manifest),
    apply: copy => createObject(copy, manifest),
    touches: () => [...servicesOfRoute(route), ...servedAt(state, host)],
  };
}

/** Services that Ingresses lead the same Host to: its VirtualService is theirs, too. */
function servedAt(state: ClusterState, host: string): readonly ServiceKey[] {
  return state
    .list(ingresses)
    .flatMap(({ meta: { namespace }, rules }) =>
      rules
        .filter(rule => rule.host === host)
        .map(({ backend }) => ({ namespace, name: backend.service })),
    );
}

function freeName(
  state: ClusterState,
  namespace: string,
  wanted: string,
): string {
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? wanted : `${wanted}-${number}`;
    if (!state.get(virtualServices, namespace, name)) return name;
  }
}
