import type { ClusterState } from '../../state/clusterState';
import { evidenceOf } from '../../state/evidence';
import type { Ingress, IngressRule } from '../../state/kinds/ingress';
import type { PolicyEffect } from '../dial/gatewayApiDial';
import type { ServedRule } from '../dial/ingressDial';

const prefix = 'ingress.pomerium.io';

/** What an Ingress makes of it as a whole, and what a rule is dialled by. */
export function pomeriumIngress(
  state: ClusterState,
  served: ServedRule,
): PolicyEffect {
  // Datagrams reach nothing that is judged here.
  if (isSet(served.ingress, 'udp_upstream')) return { drops: true };
  const why = refusal(served.ingress);
  return why === undefined
    ? pomeriumFallback(state, served)
    : { drops: `${why}, and Pomerium refuses the whole of such an Ingress` };
}

function isSet({ meta: { annotations } }: Ingress, name: string): boolean {
  const value = annotations[`${prefix}/${name}`] as string | undefined;
  return value?.toLowerCase() === 'true';
}

/** One rule that it cannot make a route of spoils them all (pomerium/ingress_to_route.go, ingressToRoutes). */
function refusal(ingress: Ingress): string | undefined {
  const { rules, tls } = ingress;
  const isDefault = ({ field }: IngressRule) => field === 'spec.defaultBackend';
  const hostless = rules.find(rule => rule.host === null && !isDefault(rule));
  if (hostless && !isSet(ingress, 'subtle_allow_empty_host')) {
    return `${hostless.field} is for no host`;
  }
  const isOneHost = tls.length === 1 && tls[0].hosts.length === 1;
  if (rules.some(isDefault) && !isOneHost) {
    return 'its default backend takes its host from spec.tls, which has not exactly one';
  }
  return undefined;
}

/**
 * A port by number is looked up among endpoints by the number of its target port: where that is a
 * name, none is found, and the Service's own name is dialled instead.
 */
function pomeriumFallback(
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
