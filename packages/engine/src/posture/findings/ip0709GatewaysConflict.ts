import { objectName, evidenceOf } from '../../state/evidence';
import { IstioGateway, istioGateways } from '../../state/kinds/istioGateway';
import { findingRule } from '../finding';
import { gatewayPodsOf } from '../gatewayPodsOf';
import { boundGateways } from '../virtualServicesTo';

/** Two Gateways serve one host at one port of the same pods: TLS of the older one counts (IST0145). */
export const ip0709 = findingRule('IP0709', ({ state, service }) =>
  boundGateways(state, service).flatMap(({ gateway }) => {
    const own = new Set(gatewayPodsOf(state, gateway));
    return state
      .list(istioGateways)
      .filter(
        other =>
          other.meta !== gateway.meta &&
          gatewayPodsOf(state, other).some(pod => own.has(pod)),
      )
      .flatMap(other => {
        const shared = sharedServer(gateway, other);
        if (!shared) return [];
        return [
          {
            says: {
              gateway: objectName(gateway),
              other: objectName(other),
              host: shared.host,
              port: shared.port,
              service: service.meta.name,
            },
            about: [gateway, other],
            evidence: [
              evidenceOf(gateway, 'spec.servers[].hosts', shared.host),
              evidenceOf(other, 'spec.servers[].hosts', shared.host),
            ],
          },
        ];
      });
  }),
);

function sharedServer(a: IstioGateway, b: IstioGateway) {
  const key = (port: number, host: string) => `${port} ${host}`;
  const others = new Set(
    b.servers.flatMap(({ port, hosts }) => hosts.map(host => key(port, host))),
  );
  return a.servers
    .flatMap(({ port, hosts }) => hosts.map(host => ({ port, host })))
    .find(({ port, host }) => others.has(key(port, host)));
}
