import { evidenceOf } from '../../state/evidence';
import {
  NginxTransportServer,
  nginxTransportServers,
} from '../../state/kinds/nginxTransportServer';
import { carriedProtocol } from '../dial/carriedProtocol';
import { isFlagSet } from '../edges/flagOf';
import type { Instance } from '../edges/instances';
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
  leftOut: (_, server, __, instance) => whyNoListener(server, instance) ?? [],
  rulesTo: (_, server, service, instance) => {
    if (whyNoListener(server, instance)) return [];
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

/**
 * Why nothing listens for it: passthrough has a listener of its own, which a flag turns on; all others stand
 * in the object that another flag names (nginx/kubernetes-ingress pkg/apis/configuration/validation/
 * transportserver.go, internal/k8s/configuration.go).
 */
function whyNoListener(
  { protocol }: NginxTransportServer,
  { pods }: Instance,
): readonly string[] | undefined {
  const flag =
    protocol === 'TLS_PASSTHROUGH'
      ? '-enable-tls-passthrough'
      : '-global-configuration';
  return pods.some(pod => isFlagSet(pod, flag))
    ? undefined
    : [`it has no listener, as flag ${flag} is not set`];
}
