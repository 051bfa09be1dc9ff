import type { ClusterState } from '../../state/clusterState';
import {
  AgentgatewayBackend,
  agentgatewayBackends,
} from '../../state/kinds/agentgateway';
import type { Service } from '../../state/kinds/service';
import { selects } from '../../state/labelSelector';
import { isNamespaceSelected } from '../../state/namespaceLabels';
import { indexBy } from '../../state/objectIndex';
import type { RouteReader } from './routeReader';

const picking = indexBy(agentgatewayBackends, ({ picks }) =>
  picks.length > 0 ? ['any'] : [],
);

/** Services that agentgateway picks by labels for tools of agents: which of their ports it dials is not followed. */
export const agentgatewayTools: RouteReader = {
  routesTo: () => [],
  unclaimed: (state, service) =>
    state
      .lookup(picking, 'any')
      .filter(backend => isPicked(state, backend, service))
      .map(object => ({
        object,
        why: 'and picks it by its labels for tools of agents: what arrives by that way could not be worked out.',
      })),
};

function isPicked(
  state: ClusterState,
  { meta, picks }: AgentgatewayBackend,
  service: Service,
): boolean {
  const { namespace, labels } = service.meta;
  return picks.some(
    pick =>
      selects(pick.services, labels) &&
      (pick.namespaces
        ? isNamespaceSelected(state, namespace, pick.namespaces) !== false
        : namespace === meta.namespace),
  );
}
