// Gateways between the networks of a mesh: istio pilot/pkg/xds/endpoints/ep_filters.go EndpointsByNetworkFilter,
// pilot/pkg/serviceregistry/kube/controller/network.go.
import type { ClusterState } from '../../state/clusterState';
import { objectName } from '../../state/evidence';
import { gateways } from '../../state/kinds/gateway';
import { namespaces } from '../../state/kinds/namespace';
import type { Pod } from '../../state/kinds/pod';
import { services } from '../../state/kinds/service';
import type { KubeObject } from '../../state/meta';
import { indexBy } from '../../state/objectIndex';
import { meshConfigFor } from '../controlPlane/revision';
import { proxyContainer } from '../workload/membership';
import type { MeshEndpoint } from './endpoints';

const networkLabel = 'topology.istio.io/network';

const labelled = ({ meta }: KubeObject): readonly string[] => {
  const network = meta.labels[networkLabel];
  return network ? [network] : [];
};
const gatewayServices = indexBy(services, labelled);
const gatewayResources = indexBy(gateways, labelled);

/** What an answer leans on that follows a proxy to an endpoint of another network, which may have a gateway. */
export function networkDoubts(
  state: ClusterState,
  client: Pod,
  endpoint: MeshEndpoint,
): readonly string[] {
  const { source } = meshConfigFor(state, client);
  const listed = source?.data.meshNetworks?.includes('gateways')
    ? [`meshNetworks in ${objectName(source)}`]
    : [];
  const there = networkOf(state, endpoint, source?.meta.namespace);
  if (there !== undefined && there === networkOfProxy(client)) return [];
  // Networks that only meshNetworks tells apart are not worked out.
  if (there === undefined) return listed.map(one => elsewhere(endpoint, one));
  return [
    ...state.lookup(gatewayServices, there).map(objectName),
    ...state.lookup(gatewayResources, there).map(objectName),
    ...listed,
  ]
    .slice(0, 1)
    .map(one => elsewhere(endpoint, one));
}

function elsewhere({ address }: MeshEndpoint, gateway: string): string {
  return `${address} may be in another network than its client: proxies then go by the gateway that ${gateway} stands for, which is not analysed.`;
}

// Labels of endpoints first, then that of the control plane's own namespace: network.go, controller.go Network.
function networkOf(
  state: ClusterState,
  { network, labels }: MeshEndpoint,
  systemNamespace: string = 'istio-system',
): string | undefined {
  const system = state.get(namespaces, '', systemNamespace);
  return (
    network ||
    labels[networkLabel] ||
    system?.meta.labels[networkLabel] ||
    undefined
  );
}

function networkOfProxy(pod: Pod): string | undefined {
  const told = proxyContainer(pod)?.env.ISTIO_META_NETWORK;
  return told || pod.meta.labels[networkLabel] || undefined;
}
