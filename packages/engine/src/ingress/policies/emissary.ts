import type { ClusterState } from '../../state/clusterState';
import { objectName } from '../../state/evidence';
import type { Service, ServicePort } from '../../state/kinds/service';
import {
  emissaryRouting,
  whyNoEmissaryRouting,
} from '../routes/emissaryRouting';
import type { PolicyEffect } from '../dial/gatewayApiDial';
import type { ServedRule } from '../dial/ingressDial';

/**
 * Emissary makes a Mapping of each rule, without a resolver of its own: that of the Module counts
 * (emissary-ingress/emissary python/ambassador/fetch/ingress.py).
 */
export function emissaryIngressPolicies(
  state: ClusterState,
  { ingress, service, port }: ServedRule,
): PolicyEffect {
  const routing = emissaryRouting(state, ingress);
  const byEndpoints = routing?.addressing === 'pod-ip';
  if (!routing) {
    return { drops: whyNoEmissaryRouting(state, ingress) };
  }
  if (byEndpoints && service.type === 'ExternalName') {
    return {
      drops: `${objectName(
        service,
      )} is of type ExternalName, and the resolver of the Module looks for endpoints`,
    };
  }
  const caveats = [
    ...routing.caveats,
    ...(byEndpoints ? [] : headlessDoubts(service, port)),
  ];
  const { evidence, source = '' } = routing.reason;
  return {
    said: {
      addressing: {
        effect: routing.addressing,
        ...(byEndpoints && { by: 'The resolver of the Module' }),
        evidence,
        source,
      },
    },
    caveats,
    ...(caveats.length > 0 && { unknown: true }),
  };
}

/** The name of a headless Service stands for its pods, which are then dialled at the Service's port. */
function headlessDoubts(
  service: Service,
  { port, targetPort }: ServicePort,
): readonly string[] {
  const headless =
    service.type !== 'ExternalName' && service.clusterIps.length === 0;
  if (!headless || targetPort === port) return [];
  return [
    `Emissary-ingress dials the pods of headless ${objectName(
      service,
    )} at port ${port}, and not at their ${targetPort}: nothing may listen there.`,
  ];
}
