// Names by which Skipper knows the routes it makes of an Ingress: of those with one name the first is kept
// (zalando/skipper dataclients/kubernetes/ingress.go routeID, kube.go mapRoutes).
import type { ClusterState } from '../../state/clusterState';
import { objectName } from '../../state/evidence';
import type { Ingress, IngressRule } from '../../state/kinds/ingress';
import { services } from '../../state/kinds/service';
import type { PolicyEffect } from '../dial/gatewayApiDial';
import { servicePort } from '../dial/servicePort';

const defaultBackend = 'spec.defaultBackend';

/** What becomes of a rule that shares its name with another: `made` tells which rules become routes at all. */
export function sharedRouteName(
  state: ClusterState,
  ingress: Ingress,
  rule: IngressRule,
  made: (rule: IngressRule) => boolean,
): PolicyEffect {
  if (rule.field === defaultBackend) return {};
  const name = routeName(state, ingress, rule);
  const rivals = ingress.rules.filter(
    one =>
      one !== rule &&
      one.field !== defaultBackend &&
      made(one) &&
      routeName(state, ingress, one) === name,
  );
  const at = ingress.rules.indexOf(rule);
  const before = rivals.find(
    one => one.host === rule.host && ingress.rules.indexOf(one) < at,
  );
  if (before) {
    return {
      drops: `Skipper gives the routes of ${before.field} and ${rule.field} one name, and keeps the first`,
    };
  }
  const elsewhere = rivals.find(({ host }) => host !== rule.host);
  if (!elsewhere) return {};
  return {
    caveats: [
      `Skipper gives the routes of ${rule.field} and ${
        elsewhere.field
      } of ${objectName(
        ingress,
      )} one name, and keeps either: which one is not known.`,
    ],
    unknown: true,
  };
}

/**
 * Neither the port nor the type of the path is in it, and of what leads to an external name no path; a port
 * that is not there leads nowhere (convertPathRuleV1).
 */
function routeName(
  state: ClusterState,
  { meta: { namespace } }: Ingress,
  { host, path, backend }: IngressRule,
): string | undefined {
  const service = state.get(services, namespace, backend.service);
  if (!service) return undefined;
  const leadsOut =
    service.type === 'ExternalName' &&
    servicePort(service, backend.port) !== undefined;
  const parts = leadsOut
    ? [host, '', service.externalName]
    : [host, path, backend.service];
  return parts.map(part => (part ?? '').replace(/\W/g, '_')).join('__');
}
