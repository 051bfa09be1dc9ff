import { evidenceOf } from '../../state/evidence';
import { haproxyTcps } from '../../state/kinds/haproxyTcp';
import { carriedProtocol } from '../dial/carriedProtocol';
import { ownRouteReader } from './ownRoutes';
import { servicePort } from '../dial/servicePort';
import { resolveSetting } from '../dial/setting';
import type { BackendProtocol } from '../vendorDescription';
import { haproxytech } from '../vendors/haproxytech';

/** TCP objects of HAProxy Kubernetes Ingress Controller. */
export const haproxyTcpRoutes = ownRouteReader({
  vendor: haproxytech,
  kind: haproxyTcps,
  backendsOf: ({ meta, services }) =>
    services.map(({ name }) => `${meta.namespace}/${name}`),
  serves: ({ meta }, { className }) =>
    [undefined, className].includes(meta.annotations['ingress.class']),
  rulesTo: (_, tcp, service) =>
    tcp.services
      .filter(one => one.name === service.meta.name)
      .flatMap(({ name, port: number, field }) => {
        const port = servicePort(service, number);
        if (!port) return [];
        const asked = resolveSetting(haproxytech.backend, {
          route: tcp,
          service,
          port,
          pods: [],
        });
        return [
          {
            host: null,
            path: null,
            port,
            clientTls: false,
            carriesConnections: true,
            evidence: [evidenceOf(tcp, `${field}.name`, name)],
            said: {
              backend: {
                ...asked,
                effect: speaks(asked.effect, carriedProtocol(service, port)),
              },
            },
          },
        ];
      }),
});

/** It carries what comes, in TLS of its own where it is asked to start some. */
function speaks(
  { tls }: BackendProtocol,
  carried: BackendProtocol,
): BackendProtocol {
  return tls === 'edge' ? { ...carried, tls } : carried;
}
