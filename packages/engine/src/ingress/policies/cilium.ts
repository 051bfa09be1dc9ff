import type { ClusterState } from '../../state/clusterState';
import type { PolicyEffect } from '../dial/gatewayApiDial';
import { goTrue } from '../edges/goBool';
import type { ServedRule } from '../dial/ingressDial';

/** The annotation by its name of today, and by its older one. */
export const passthroughKeys = [
  'ingress.cilium.io/tls-passthrough',
  'io.cilium.ingress/tls-passthrough',
];

/** What Cilium takes for yes (GetAnnotationTLSPassthroughEnabled). */
export function passesTls(value: string | undefined): boolean {
  return value === 'enabled' || goTrue.has(value ?? '');
}

/**
 * TLS is passed through by the name that is asked for: rules without a host, and for other paths than
 * the root, are left out (cilium/cilium operator/pkg/model/ingestion/ingress.go, IngressPassthrough).
 */
export function ciliumIngressPolicies(
  _: ClusterState,
  { ingress, rule }: ServedRule,
): PolicyEffect {
  const said = passthroughKeys
    .map(key => ingress.meta.annotations[key] as string | undefined)
    .find(value => value !== undefined);
  if (!passesTls(said)) return {};
  if (rule.host === null) {
    return { drops: 'it passes TLS through by name, and the rule has no host' };
  }
  return rule.path === '/'
    ? {}
    : { drops: 'it passes TLS through, and only for the path /' };
}
