import type { ClusterState } from '../../state/clusterState';
import { agentgatewayBackends } from '../../state/kinds/agentgateway';
import { envoyBackends, NamedBackend } from '../../state/kinds/envoyGateway';
import { kgatewayBackends } from '../../state/kinds/kgateway';
import type { Service } from '../../state/kinds/service';
import type { KindDefinition } from '../../state/kindDefinition';
import { indexBy } from '../../state/objectIndex';
import { namedService } from './aliases';

function byAddress(kind: KindDefinition<NamedBackend>) {
  return indexBy(kind, ({ endpoints }) =>
    endpoints.map(({ address }) => namedService(address) ?? address),
  );
}

const backends = [envoyBackends, kgatewayBackends, agentgatewayBackends].map(
  byAddress,
);

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
    backends.flatMap(index => state.lookup(index, key)),
  );
  return [...new Set(found)];
}
