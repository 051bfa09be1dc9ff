import { completionCaveats } from '../completion/completedBy';
import { completedEndpoints } from '../completion/completedEndpoints';
import { hostnameOf, podsByProxyRole } from '../mesh';
import { routesTowards } from '../mesh/gateway/gatewayWorld';
import { meshGateway } from '../mesh/routes/virtualService';
import type { ClusterState } from '../state/clusterState';
import { objectName } from '../state/evidence';
import { gateways } from '../state/kinds/gateway';
import type { Service } from '../state/kinds/service';
import { missingParents } from './missingParents';
import type { ServiceFacts } from './serviceFacts';

type Behind = Pick<ServiceFacts, 'state' | 'service' | 'pods'>;

/**
 * Routes to a Service by gateways that manifests lack, a sentence each: most repositories of an application do, and
 * their gateways run elsewhere. Where manifests show any, or a cluster was read, what is not seen is not there.
 */
export function unseenGateways({
  state,
  service,
  pods,
}: Behind): readonly string[] {
  if (!isOfManifests({ state, service, pods })) return [];
  return [...atIstio(state, service), ...atGatewayApi(state, service)];
}

/** Whether what is behind it was made up, in part or as a whole: no cluster is ever completed. */
function isOfManifests({ state, service, pods }: Behind): boolean {
  return (
    pods.some(pod => completionCaveats(pod).length > 0) ||
    completedEndpoints(state, service).length > 0
  );
}

function atIstio(state: ClusterState, { meta }: Service): readonly string[] {
  if (state.lookup(podsByProxyRole, 'gateway').length > 0) return [];
  const { namespace, name } = meta;
  const routes = routesTowards(state, [hostnameOf(namespace, name)])
    .filter(route => [...route.gateways].some(key => key !== meshGateway))
    .map(route => objectName(route.object));
  return [...new Set(routes)].map(
    route =>
      `${route} leads to ${name}, and no Istio gateway to serve it is among the manifests: what would arrive could not be worked out.`,
  );
}

function atGatewayApi(
  state: ClusterState,
  service: Service,
): readonly string[] {
  if (state.list(gateways).length > 0) return [];
  return missingParents(state, service).map(
    ({ route, parent }) =>
      `${objectName(route)} leads to ${
        service.meta.name
      }, and ${parent}, which would serve it, is not among the manifests: what would arrive could not be worked out.`,
  );
}
