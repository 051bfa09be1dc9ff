import type { ClusterState } from '../../state/clusterState';
import { objectName } from '../../state/evidence';
import {
  AzureProhibitedTarget,
  azureProhibitedTargets,
} from '../../state/kinds/azureProhibitedTarget';
import type { IngressRule } from '../../state/kinds/ingress';
import { indexBy } from '../../state/objectIndex';
import type { PolicyEffect } from '../dial/gatewayApiDial';
import type { ServedRule } from '../dial/ingressDial';
import { variableOf } from '../edges/flagOf';
import { goTrue } from '../edges/goBool';
import { azureAgicBackend } from './azureAgicBackend';

const prefix = 'appgw.ingress.kubernetes.io';
const classKey = 'kubernetes.io/ingress.class';
// INGRESS_CLASS_RESOURCE_NAME, which counts in spec.ingressClassName: pkg/k8scontext/context.go (IsIngressClass).
const resource = 'azure-application-gateway';
const sharing = 'APPGW_ENABLE_SHARED_APPGW';

const prohibited = indexBy(azureProhibitedTargets, () => ['any']);

/**
 * What the controller of an Application Gateway makes nothing of, and how it speaks to the rest
 * (Azure/application-gateway-kubernetes-ingress pkg/controller/prune.go). What it prunes it takes out
 * of the gateway, too: the rest is written whole (pkg/controller/mutate_app_gateway.go).
 */
export function azureAgicPolicies(
  state: ClusterState,
  served: ServedRule,
): PolicyEffect {
  const { annotations } = served.ingress.meta;
  const redirect = `${prefix}/ssl-redirect`;
  if (annotations[classKey] === resource) {
    return {
      drops: `annotation ${classKey} has the name of a class where it reads that of its controller`,
    };
  }
  if (
    goTrue.has(annotations[redirect] ?? '') &&
    served.ingress.tls.length === 0 &&
    (annotations[`${prefix}/appgw-ssl-certificate`] ?? '') === ''
  ) {
    return {
      drops: `annotation ${redirect} leads to TLS, for which the Ingress has no certificate`,
    };
  }
  const others = keptByOthers(state, served);
  return others.drops || others.unknown
    ? others
    : azureAgicBackend(state, served);
}

/** Of an Application Gateway that others configure too, what they have is left alone: in a mode that says so. */
function keptByOthers(
  state: ClusterState,
  { rule, instance }: Pick<ServedRule, 'rule' | 'instance'>,
): PolicyEffect {
  const target = state
    .lookup(prohibited, 'any')
    .find(one => isProhibited(one, rule));
  if (!target) return {};
  const shares = (instance?.pods ?? [])
    .map(pod => variableOf(pod, sharing))
    .find(value => value !== undefined);
  const keeps = `${objectName(
    target,
  )} keeps this host and path from the controller`;
  if (shares === 'true') return { drops: keeps };
  if (shares !== undefined) return {};
  return {
    unknown: true,
    caveats: [
      `${keeps} where ${sharing} of its pods is true, which could not be read: whether it is served is not known.`,
    ],
  };
}

/** pkg/brownfield/targets.go (IsBlacklisted) */
function isProhibited(
  { host, paths }: AzureProhibitedTarget,
  rule: IngressRule,
): boolean {
  if (rule.field === 'spec.defaultBackend') return false;
  const wanted = (rule.host ?? '').toLowerCase();
  if (host !== undefined && host.toLowerCase() !== wanted) return false;
  const path = (rule.path ?? '').toLowerCase();
  return (
    paths.length === 0 || paths.some(one => holds(one.toLowerCase(), path))
  );
}

/** "/x/*" has "/x" and all below it; a path without an asterisk at its end has itself. */
function holds(target: string, path: string): boolean {
  if (['', '*', '/*'].includes(target)) return true;
  if (!target.endsWith('*')) return target === path;
  if (stem(target) === stem(path)) return true;
  const parts = target.split('/');
  const asterisk = parts.indexOf('*');
  return (
    target.length <= path.length &&
    asterisk >= 0 &&
    parts.slice(0, asterisk).join('/') ===
      path.split('/').slice(0, asterisk).join('/')
  );
}

function stem(path: string): string {
  return path.replace(/[/*]+$/u, '');
}
