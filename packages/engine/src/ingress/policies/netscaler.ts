import type { ClusterState } from '../../state/clusterState';
import { evidenceOf } from '../../state/evidence';
import type { Service } from '../../state/kinds/service';
import type { PolicyEffect } from '../dial/gatewayApiDial';
import type { ServedRule } from '../dial/ingressDial';
import type { ServedBackend } from '../dial/settledDial';

const docs = 'netscaler/netscaler-k8s-ingress-controller docs';

/** What is not read, and could change what is sent. */
export const netscalerPolicies = [
  'Policies of citrix.com (rewritepolicies and the like) are not read: through them NetScaler could send another Host.',
];

/** What the controller makes of a rule of an Ingress. */
export function netscalerIngress(
  _: ClusterState,
  { ingress, service }: ServedRule,
): PolicyEffect {
  const said = (key: string) =>
    ingress.meta.annotations[`ingress.citrix.com/${key}`] as string | undefined;
  // Datagrams reach nothing that is judged here.
  if (said('insecure-service-type') === 'udp') return { drops: true };
  return { said: nodePortSaid(service), caveats: netscalerPolicies };
}

/** Of Services of these types the node ports are dialled (docs/crds/Listener.md, backend.kube). */
export function nodePortSaid(
  service: Service,
): NonNullable<ServedBackend['said']> {
  const { type } = service;
  if (type !== 'NodePort' && type !== 'LoadBalancer') return {};
  return {
    addressing: {
      effect: 'node-port',
      by: `type ${type} of the Service`,
      evidence: [evidenceOf(service, 'spec.type', type)],
      source: `${docs}/crds/Listener.md`,
    },
  };
}
