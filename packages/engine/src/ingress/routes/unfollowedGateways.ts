// Gateways of known controllers whose proxies are not followed.
import type { ClusterState } from '../../state/clusterState';
import type { Gateway } from '../../state/kinds/gateway';
import { gatewayClasses } from '../../state/kinds/gatewayClass';

const unfollowed: Readonly<Record<string, string | undefined>> = {
  // openshift/cluster-ingress-operator pkg/operator/controller/gatewayclass/istio.go: a control plane beside
  // that of the mesh, which ignores what is told to that one.
  'openshift.io/gateway-controller/v1':
    "which OpenShift's Ingress Operator serves with an Istio of its own: that is configured apart from the mesh and signs its own certificates, so whether pods of the mesh take what it sends could not be worked out.",
  // istio.io, «Use agentgateway»: behind PILOT_ENABLE_AGENTGATEWAY.
  'istio.io/agentgateway-controller':
    "which istiod serves with agentgateway, an experimental feature of Istio's: what that proxy sends is not followed here, and could not be worked out.",
};

/** What is said of a Gateway's class where nobody is known to serve it, as the rest of a sentence. */
export function whyUnfollowed(
  state: ClusterState,
  { className }: Gateway,
): string {
  const found = state.get(gatewayClasses, '', className);
  const known = found && unfollowed[found.controllerName];
  return `through a Gateway of class ${className}, ${
    known ??
    'whose controller is not known here: what it sends could not be worked out.'
  }`;
}
