import { evidenceOf } from '../../state/evidence';
import { nginxTransportServers } from '../../state/kinds/nginxTransportServer';
import { carriedProtocol } from '../dial/carriedProtocol';
import {
  backendsOf,
  servesClass,
  snippetCaveat,
  upstreamOf,
} from './nginxRoutes';
import { ownRouteReader } from './ownRoutes';
import { servicePort } from '../dial/servicePort';
import { nginxInc } from '../vendors/nginxInc';

/** TransportServers of NGINX Ingress Controller: TCP and TLS passthrough, always to pods. */
export const nginxStreamRoutes = ownRouteReader({
  vendor: nginxInc,
  kind: nginxTransportServers,
  backendsOf,
  serves: servesClass,
  rulesTo: (_, server, service) => {
    const upstream = upstreamOf(server, server.pass, service);
    const port = upstream && servicePort(service, upstream.port);
    if (!upstream || !port || server.protocol === 'UDP') return [];
    const carried = carriedProtocol(service, port);
    const passes = server.protocol === 'TLS_PASSTHROUGH';
    return [
      {
        host: server.host,
        path: null,
        port,
        clientTls: server.tls,
        carriesConnections: !server.tls,
        evidence: [evidenceOf(server, 'spec.action.pass', server.pass)],
        said: {
          backend: {
            effect: passes ? { ...carried, tls: 'client' } : carried,
            by: 'spec.listener.protocol',
            evidence: [
              evidenceOf(server, 'spec.listener.protocol', server.protocol),
            ],
            source:
              'nginx/kubernetes-ingress internal/configs/transportserver.go',
          },
        },
        caveats: server.hasSnippets ? [snippetCaveat(server)] : [],
      },
    ];
  },
});
