import { objectName } from '../../state/evidence';
import type { ClusterState } from '../../state/clusterState';
import { isFlagSet } from '../flagOf';
import type { PolicyEffect } from '../gatewayApiDial';
import type { ServedRule } from '../ingressDial';

/**
 * Told to dial Services, Skipper joins the Service's name and the port of its pods
 * (serviceNameBackend in zalando/skipper dataclients/kubernetes/ingressv1.go).
 */
export function skipperPortDoubt(
  _: ClusterState,
  { service, port, instance }: ServedRule,
): PolicyEffect {
  const dialsServices = instance?.pods.some(pod =>
    isFlagSet(pod, '-kubernetes-force-service'),
  );
  if (!dialsServices || port.targetPort === port.port) return {};
  return {
    unknown: true,
    caveats: [
      `Skipper dials the address of ${objectName(service)} at port ${
        port.targetPort
      }, which is its pods' and not the Service's own ${
        port.port
      }: nothing may listen there.`,
    ],
  };
}
