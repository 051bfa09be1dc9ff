import type { ServiceKey } from '../posture/serviceKey';
import type { ClusterState } from '../state/clusterState';
import { httpRoutes } from '../state/kinds/httpRoute';
import { ingresses } from '../state/kinds/ingress';
import { virtualServices } from '../state/kinds/virtualService';
import { indexBy } from '../state/objectIndex';

const ingressesByHost = indexBy(ingresses, ({ rules }) =>
  rules.flatMap(rule => rule.host ?? []),
);
const httpRoutesByHost = indexBy(httpRoutes, ({ hostnames }) => hostnames);
const virtualServicesByHost = indexBy(virtualServices, ({ hosts }) => hosts);

/** Services that Ingresses, HTTPRoutes and VirtualServices lead a Host to. */
export function servedAtHost(
  state: ClusterState,
  host: string,
): readonly ServiceKey[] {
  return [
    ...state
      .lookup(ingressesByHost, host)
      .flatMap(({ meta: { namespace }, rules }) =>
        rules
          .filter(rule => rule.host === host)
          .map(({ backend }) => ({ namespace, name: backend.service })),
      ),
    ...state.lookup(httpRoutesByHost, host).flatMap(({ meta, rules }) =>
      rules
        .flatMap(({ backends }) => backends)
        .filter(({ kind }) => kind === 'Service')
        .map(({ namespace = meta.namespace, name }) => ({ namespace, name })),
    ),
    ...state
      .lookup(virtualServicesByHost, host)
      .flatMap(({ meta, http }) =>
        http
          .flatMap(({ destinations }) => destinations)
          .map(destination => namedBy(destination.host, meta.namespace)),
      ),
  ];
}

/** The Service that a destination means: short names are of the VirtualService's namespace. */
function namedBy(host: string, near: string): ServiceKey {
  const [name, namespace = near] = host.split('.');
  return { namespace, name };
}
