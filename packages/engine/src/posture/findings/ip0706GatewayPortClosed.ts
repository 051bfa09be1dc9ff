import { servicesOfPod } from '../../path/entrance';
import { podKey } from '../../path/sources';
import { evidenceOf, objectName } from '../../state/evidence';
import { findingRule } from '../finding';
import { gatewayPodsOf } from '../gatewayPodsOf';
import { boundGateways } from '../virtualServicesTo';

/** A port of the Gateway is no port of any Service before its pods: nobody gets there (IST0162). */
export const ip0706 = findingRule('IP0706', ({ state, service }) =>
  boundGateways(state, service).flatMap(({ gateway }) => {
    const fronts = gatewayPodsOf(state, gateway).flatMap(pod =>
      servicesOfPod(state, podKey(pod)),
    );
    const open = new Set(
      fronts.flatMap(one => one.ports.map(port => port.port)),
    );
    if (fronts.length === 0) return [];
    return gateway.servers
      .filter(server => !open.has(server.port))
      .map(server => ({
        says: {
          gateway: objectName(gateway),
          port: server.port,
          fronts: [...new Set(fronts.map(objectName))].join(' and '),
          service: service.meta.name,
        },
        about: [gateway],
        evidence: [
          evidenceOf(gateway, 'spec.servers[].port.number', server.port),
        ],
      }));
  }),
);
