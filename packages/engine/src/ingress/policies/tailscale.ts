import type { ClusterState } from '../../state/clusterState';
import { evidenceOf } from '../../state/evidence';
import type { Ingress, IngressRule } from '../../state/kinds/ingress';
import { services } from '../../state/kinds/service';
import type { PolicyEffect } from '../dial/gatewayApiDial';
import type { ServedRule } from '../dial/ingressDial';
import { servicePort } from '../dial/servicePort';

const source =
  'tailscale/tailscale cmd/k8s-operator/ingress.go (handlersForIngress)';

/** A proxy has one host, the first of spec.tls: rules for another are ignored. */
export function tailscaleRules(
  state: ClusterState,
  { ingress, rule }: Pick<ServedRule, 'ingress' | 'rule'>,
): PolicyEffect {
  if (rule.host !== null && !isOwnHost(ingress, rule.host)) {
    return {
      drops: `${rule.field} is for host ${rule.host}, and its proxy serves the first host of spec.tls alone`,
    };
  }
  const later = takerOf(state, ingress, rule);
  if (later) {
    return {
      drops: `its proxy has one backend for a path, and ${later.field} is for the same one, after it`,
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

/** The last rule for the path of a rule, its host being the proxy's, too: the default backend is for /, and comes first. */
function takerOf(
  state: ClusterState,
  ingress: Ingress,
  rule: IngressRule,
): IngressRule | undefined {
  const isDefault = ({ field }: IngressRule) => field === 'spec.defaultBackend';
  const inOrder = [
    ...ingress.rules.filter(isDefault),
    ...ingress.rules.filter(one => !isDefault(one)),
  ];
  return inOrder
    .slice(inOrder.indexOf(rule) + 1)
    .filter(({ host }) => host === null || isOwnHost(ingress, host))
    .filter(one => pathOf(one) === pathOf(rule))
    .find(one => isBackend(state, ingress, one));
}

function pathOf({ path }: IngressRule): string {
  return path === null || path === '' ? '/' : path;
}

/** Others are passed over: those without an address of their own, or without the port that is named. */
function isBackend(
  state: ClusterState,
  { meta }: Ingress,
  { backend: { service: name, port } }: IngressRule,
): boolean {
  const service = state.get(services, meta.namespace, name);
  if (!service || service.headless || service.type === 'ExternalName') {
    return false;
  }
  return typeof port === 'number' || servicePort(service, port) !== undefined;
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
