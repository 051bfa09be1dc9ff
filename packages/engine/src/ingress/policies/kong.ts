import type { ClusterState } from '../../state/clusterState';
import { evidenceOf, objectName } from '../../state/evidence';
import { ingressClasses } from '../../state/kinds/ingressClass';
import { kongClassParameters } from '../../state/kinds/kongTcpIngress';
import type { PolicyEffect } from '../gatewayApiDial';
import type { Instance } from '../instances';

const source =
  'Kong/kubernetes-ingress-controller internal/dataplane/translator/translate_upstreams.go (getIngressClassParametersOrDefault)';

/** What the IngressClassParameters of Kong's own class say: they hold for Gateways, too. */
export function kongClassSettings(
  state: ClusterState,
  { instance }: { readonly instance?: Instance | undefined },
): PolicyEffect {
  const ingressClass =
    instance && state.get(ingressClasses, '', instance.className);
  const reference = ingressClass?.parameters;
  if (!reference || reference.kind !== 'IngressClassParameters') return {};
  const { namespace = '', name } = reference;
  const found = state.get(kongClassParameters, namespace, name);
  if (!found) {
    return {
      caveats: [
        `${objectName(
          ingressClass,
        )} takes settings from IngressClassParameters ${namespace}/${name}, which could not be read.`,
      ],
    };
  }
  // They add to what a Service asks for, and take nothing away.
  if (!found.serviceUpstream) return {};
  return {
    said: {
      addressing: {
        effect: 'service-vip',
        by: objectName(found),
        evidence: [evidenceOf(found, 'spec.serviceUpstream', true)],
        source,
      },
    },
  };
}
