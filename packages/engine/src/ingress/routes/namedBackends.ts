import type { ClusterState } from '../../state/clusterState';
import { envoyBackends, NamedBackend } from '../../state/kinds/envoyGateway';
import { kgatewayBackends } from '../../state/kinds/kgateway';
import type { Service } from '../../state/kinds/service';
import type { KindDefinition } from '../../state/kindDefinition';
import { indexBy } from '../../state/objectIndex';
import { namedService } from './aliases';
import { gatewayRoutesByBackend } from './gatewayRoutesByBackend';
import type { RouteReader } from './routeReader';

function byAddress(kind: KindDefinition<NamedBackend>) {
  return indexBy(kind, ({ endpoints }) =>
    endpoints.map(({ address }) => namedService(address) ?? address),
  );
}

const readBackends = byAddress(envoyBackends);
const unreadBackends = byAddress(kgatewayBackends);

/** Whether a name, or an address, is that of a Service. */
export function stands(
  address: string,
  { meta: { namespace, name }, clusterIps }: Service,
): boolean {
  return (
    namedService(address) === `${namespace}/${name}` ||
    clusterIps.includes(address)
  );
}

/** Backends of vendors that read them, which have the name or the address of a Service. */
export function backendsNaming(
  state: ClusterState,
  { meta: { namespace, name }, clusterIps }: Service,
): readonly NamedBackend[] {
  const found = [`${namespace}/${name}`, ...clusterIps].flatMap(key =>
    state.lookup(readBackends, key),
  );
  return [...new Set(found)];
}

/** Backends of vendors of which it is not known what they send to them. */
export const namedBackends: RouteReader = {
  routesTo: () => [],
  unclaimed: (state, { meta: { namespace, name } }) =>
    state
      .lookup(unreadBackends, `${namespace}/${name}`)
      .filter(({ meta }) =>
        gatewayRoutesByBackend.some(
          index =>
            state.lookup(index, `${meta.namespace}/${meta.name}`).length > 0,
        ),
      )
      .map(object => ({
        object,
        why: 'by name, and routes lead to it: what arrives by that name could not be worked out.',
      })),
};
