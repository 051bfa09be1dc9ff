import { evidenceOf, objectName } from '../../state/evidence';
import type { GatewayBackend, PolicyEffect } from '../dial/gatewayApiDial';
import type { ServedRule } from '../dial/ingressDial';
import type { HostSent } from '../vendorDescription';

const source =
  'easegress-io/easegress pkg/filters/proxies/httpproxy/pool.go (prepareRequest)';

/** What is dialled by a name is sent that name for a Host, whatever the client or a filter says. */
const byName: HostSent = {
  of: 'address',
  serviceAs: ({ meta }) => `${meta.name}.${meta.namespace}`,
};

/** An ExternalName is dialled by its name. */
export function easegressIngressPolicies(
  _: unknown,
  { service }: Pick<ServedRule, 'service'>,
): PolicyEffect {
  if (service.externalName === undefined) return {};
  return {
    said: {
      host: {
        effect: byName,
        by: `the name of ${objectName(service)}`,
        evidence: [
          evidenceOf(service, 'spec.externalName', service.externalName),
        ],
        source,
      },
    },
  };
}

/** At its Gateways, every Service is dialled by its name in the route's own namespace (loadService). */
export function easegressGatewayPolicies(
  _: unknown,
  { route, service }: Pick<GatewayBackend, 'route' | 'service'>,
): PolicyEffect {
  if (route.meta.namespace !== service.meta.namespace) {
    return {
      drops: `it looks for Services in the namespace of the ${route.kind} alone`,
    };
  }
  return {
    said: {
      host: {
        effect: byName,
        by: `the name of ${objectName(service)}`,
        evidence: [
          evidenceOf(
            route,
            'spec.rules[].backendRefs[].name',
            service.meta.name,
          ),
        ],
        source,
      },
    },
  };
}
