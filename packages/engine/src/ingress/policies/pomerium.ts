import type { ClusterState } from '../../state/clusterState';
import { evidenceOf } from '../../state/evidence';
import type { PolicyEffect } from '../dial/gatewayApiDial';
import type { ServedRule } from '../dial/ingressDial';

/**
 * A port by number is looked up among endpoints by the number of its target port: where that is a
 * name, none is found, and the Service's own name is dialled instead.
 */
export function pomeriumFallback(
  _: ClusterState,
  { rule, service, port }: ServedRule,
): PolicyEffect {
  const byNumber = typeof rule.backend.port === 'number';
  if (!byNumber || typeof port.targetPort === 'number') return {};
  const field = `spec.ports[${service.ports.indexOf(port)}].targetPort`;
  return {
    said: {
      addressing: {
        effect: 'service-vip',
        by: `target port ${port.targetPort}, which is a name,`,
        evidence: [evidenceOf(service, field, port.targetPort)],
        source:
          'pomerium/ingress-controller pomerium/ingress_to_route.go (getEndpointPortMatcher)',
      },
    },
  };
}
