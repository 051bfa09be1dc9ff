import { evidenceOf, objectName } from '../../state/evidence';
import { HaproxyTcp, haproxyTcps } from '../../state/kinds/haproxyTcp';
import { isFlagSet } from '../edges/flagOf';
import type { Instance } from '../edges/instances';
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
  rulesTo: (_, tcp, service, instance) =>
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
            caveats: classCaveats(tcp, instance),
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

/** Since 3.1 a controller with a class takes those of its class alone (documentation/custom-resource-tcp.md). */
function classCaveats(
  tcp: HaproxyTcp,
  { className, pods }: Instance,
): readonly string[] {
  const isTold =
    tcp.meta.annotations['ingress.class'] !== undefined || className === '';
  const takesAny = pods.some(pod => isFlagSet(pod, '--empty-ingress-class'));
  return isTold || takesAny
    ? []
    : [
        `${objectName(
          tcp,
        )} has no annotation ingress.class: from version 3.1 on, HAProxy Kubernetes Ingress Controller of class ${className} leaves it alone.`,
      ];
}

/** It carries what comes, in TLS of its own where it is asked to start some. */
function speaks(
  { tls }: BackendProtocol,
  carried: BackendProtocol,
): BackendProtocol {
  return tls === 'edge' ? { ...carried, tls } : carried;
}
