import type { ClusterState } from '../../state/clusterState';
import type { Ingress, IngressRule } from '../../state/kinds/ingress';
import { services } from '../../state/kinds/service';
import type { PolicyEffect } from '../dial/gatewayApiDial';
import type { ServedRule } from '../dial/ingressDial';
import { servicePort } from '../dial/servicePort';
import { bfeBalanceOf, bfeWeights } from './bfeBalance';

/**
 * What BFE makes nothing of: an Ingress is taken as a whole or not at all
 * (bfenetworks/ingress-bfe internal/controllers/ingress/netv1/ingress_controller.go, ReconcileV1Ingress).
 */
export function bfeIngressPolicies(
  state: ClusterState,
  { ingress, rule }: Pick<ServedRule, 'ingress' | 'rule'>,
): PolicyEffect {
  const drops = whyDropped(state, ingress, rule);
  return drops === undefined ? {} : { drops };
}

function whyDropped(
  state: ClusterState,
  ingress: Ingress,
  rule: IngressRule,
): string | undefined {
  const balance = bfeBalanceOf(ingress);
  if (!balance) return `annotation ${bfeWeights} is not what it reads`;
  const missing = ingress.rules
    .filter(one => !isDefault(one))
    .flatMap(one => namesOf(balance, one).map(name => ({ ...one, name })))
    .find(one => !hasPort(state, ingress, one.name, one.backend.port));
  if (missing) {
    return `Service ${ingress.meta.namespace}/${missing.name}, which it names, is not there or has no such port`;
  }
  if (isDefault(rule)) {
    return 'a default backend is what a flag of its own names, for all Ingresses';
  }
  return balance.has(rule.backend.service) && ingress.rules.includes(rule)
    ? `annotation ${bfeWeights} names other Services in the place of this one`
    : undefined;
}

function isDefault({ field }: IngressRule): boolean {
  return field === 'spec.defaultBackend';
}

function namesOf(
  balance: NonNullable<ReturnType<typeof bfeBalanceOf>>,
  { backend: { service } }: IngressRule,
): readonly string[] {
  return [...(balance.get(service)?.keys() ?? [service])];
}

function hasPort(
  state: ClusterState,
  { meta: { namespace } }: Ingress,
  name: string,
  port: IngressRule['backend']['port'],
): boolean {
  if (state.unreadable(services) !== undefined) return true;
  const service = state.get(services, namespace, name);
  return service !== undefined && servicePort(service, port) !== undefined;
}
