import type { Route } from '../../ingress/edges/edge';
import { servicesOfRoute } from '../../ingress/routes/routes';
import type { ServiceFacts } from '../../posture/serviceFacts';
import { virtualServices } from '../../state/kinds/virtualService';
import { createObject } from '../createObject';
import { freeName } from '../freeName';
import type { PlannedStep } from '../plan';
import { servedAtHost } from '../servedAtHost';
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
  // Of several Services at one Host, it would lead to one.
  const others = servedAtHost(state, host).some(
    one => one.namespace !== namespace || one.name !== name,
  );
  if (others) return undefined;
  const { port } = route.backend;
  const own = serviceHost(service);
  const manifest = {
    apiVersion: 'networking.istio.io/v1',
    kind: 'VirtualService',
    metadata: {
      name: freeName(state, virtualServices, namespace, `${name}-host`),
      namespace,
    },
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
    touches: () => [...servicesOfRoute(route), ...servedAtHost(state, host)],
  };
}
