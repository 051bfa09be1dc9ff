import type { ClusterState } from '../../state/clusterState';
import type { PolicyEffect } from '../dial/gatewayApiDial';
import type { ServedRule } from '../dial/ingressDial';

/**
 * OpenShift makes Routes of the rules of an Ingress, and of some it makes none
 * (openshift/route-controller-manager pkg/route/ingress/ingress.go).
 */
export function openshiftIngressRules(
  _: ClusterState,
  { rule }: Pick<ServedRule, 'rule'>,
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
  return {};
}
