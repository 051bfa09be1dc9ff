import type { ClusterState } from '../../state/clusterState';
import { evidenceOf } from '../../state/evidence';
import type { Ingress } from '../../state/kinds/ingress';
import type { PolicyEffect } from '../dial/gatewayApiDial';
import type { ServedRule } from '../dial/ingressDial';

const source =
  'tailscale/tailscale cmd/k8s-operator/ingress.go (handlersForIngress)';

/** A proxy has one host, the first of spec.tls: rules for another are ignored. */
export function tailscaleRules(
  _: ClusterState,
  { ingress, rule }: Pick<ServedRule, 'ingress' | 'rule'>,
): PolicyEffect {
  if (rule.host !== null && !isOwnHost(ingress, rule.host)) {
    return {
      drops: `${rule.field} is for host ${rule.host}, and its proxy serves the first host of spec.tls alone`,
    };
  }
  // It is the name that the Ingress writes, and not that of the Service's port.
  if (rule.backend.port !== 'https') return {};
  return {
    said: {
      backend: {
        effect: { protocol: 'http', tls: 'edge' },
        by: 'port name https',
        evidence: [
          evidenceOf(
            ingress,
            `${rule.field}.backend.service.port.name`,
            'https',
          ),
        ],
        source,
      },
    },
  };
}

/** A group of proxies goes by the whole name in the tailnet (ingress-for-pg.go, maybeProvision). */
function isOwnHost({ meta, tls }: Ingress, host: string): boolean {
  const own = tls.at(0)?.hosts.at(0);
  if (meta.annotations['tailscale.com/proxy-group'] === undefined) {
    return host === own;
  }
  const [label = `${meta.namespace}-${meta.name}-ingress`] =
    own?.split('.') ?? [];
  return host.startsWith(`${label}.`) && host.endsWith('.ts.net');
}
