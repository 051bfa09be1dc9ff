import { fullHost, hostsForNamespace, hostsOverlap } from '../../mesh';
import { evidenceOf, objectName } from '../../state/evidence';
import { findingRule } from '../finding';
import { boundGateways } from '../virtualServicesTo';

/** No host of the route is one that the Gateway serves, so the two never meet (IST0132). */
export const ip0704 = findingRule('IP0704', ({ state, service }) =>
  boundGateways(state, service).flatMap(({ route, gateway }) => {
    const { namespace } = route.meta;
    const served = gateway.servers
      .flatMap(server => server.hosts)
      .map(host =>
        host.startsWith('./')
          ? `${gateway.meta.namespace}${host.slice(1)}`
          : host,
      );
    const meets = hostsForNamespace(served, namespace).some(host =>
      route.hosts.some(own => hostsOverlap(fullHost(own, namespace), host)),
    );
    // A delegate has no hosts of its own.
    if (meets || route.hosts.length === 0) return [];
    return [
      {
        says: {
          route: objectName(route),
          hosts: route.hosts.join(', '),
          gateway: objectName(gateway),
          service: service.meta.name,
        },
        about: [route, gateway],
        evidence: [
          evidenceOf(route, 'spec.hosts', route.hosts.join(', ')),
          evidenceOf(gateway, 'spec.servers[].hosts', served.join(', ')),
        ],
      },
    ];
  }),
);
