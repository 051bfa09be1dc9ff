import type { ClusterState } from '../../state/clusterState';
import type { KubeObject } from '../../state/meta';
import type { PolicyEffect } from '../dial/gatewayApiDial';
import type { ServedRule } from '../dial/ingressDial';

/**
 * OpenShift makes Routes of the rules of an Ingress, and of some it makes none
 * (openshift/route-controller-manager pkg/route/ingress/ingress.go).
 */
export function openshiftIngressRules(
  _: ClusterState,
  { ingress, rule }: Pick<ServedRule, 'ingress' | 'rule'>,
): PolicyEffect {
  if (rule.host === null) {
    return {
      drops: `${rule.field} is for no host, and such a rule gets no Route`,
    };
  }
  if (rule.pathType === 'Exact') {
    return {
      drops: `${rule.field} asks for an Exact path, and such a rule gets no Route`,
    };
  }
  // openshift/library-go pkg/route/validation (ValidateRoute): a Route refuses the two together.
  if (passesThrough(ingress) && (rule.path ?? '') !== '') {
    return {
      drops: `${rule.field} has path ${rule.path}, which a Route that passes TLS through cannot have: it gets none`,
    };
  }
  return {};
}

function passesThrough({ meta }: KubeObject): boolean {
  return meta.annotations['route.openshift.io/termination'] === 'passthrough';
}
