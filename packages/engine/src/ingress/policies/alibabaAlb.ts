import type { ClusterState } from '../../state/clusterState';
import { evidenceOf, objectName } from '../../state/evidence';
import type { PolicyEffect } from '../dial/gatewayApiDial';
import type { ServedRule } from '../dial/ingressDial';
import { podNetworkOf } from '../edges/podNetwork';

/** Annotation of a Service that says what is dialled, before the cluster's own setting. */
export const albBackendType = 'service.beta.kubernetes.io/backend-type';

const source =
  'kubernetes/cloud-provider-alibaba-cloud pkg/controller/helper/service.go (IsENIBackendType)';

/**
 * A setting of Alibaba's own says whether pods are dialled, which is so with Terway; pods of Flannel
 * have no address outside. A Service can say otherwise.
 */
export function alibabaIngressPolicies(
  state: ClusterState,
  { service }: Pick<ServedRule, 'service'>,
): PolicyEffect {
  if (service.meta.annotations[albBackendType]) return {};
  const found = podNetworkOf(state);
  if (found) {
    const { network, agent } = found;
    return {
      said: {
        addressing: {
          effect: network === 'flannel' ? 'node-port' : 'pod-ip',
          by: `the network of pods (${objectName(agent)})`,
          evidence: [
            evidenceOf(
              agent,
              'spec.containers[].image',
              agent.containers.map(one => one.image).join(', '),
            ),
          ],
          source,
        },
      },
    };
  }
  // Without node ports there are only pods to dial.
  if (service.type === 'ClusterIP') return {};
  return {
    caveats: [
      `Neither pods of Terway nor of Flannel are seen: that the load balancer dials the pods behind ${objectName(
        service,
      )}, and not its node ports, is taken for granted.`,
    ],
  };
}
