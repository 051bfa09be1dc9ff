import { evidenceOf } from '../../state/evidence';
import { voyagerIngresses } from '../../state/kinds/voyagerIngress';
import { carriedProtocol } from '../dial/carriedProtocol';
import { ownRouteReader } from './ownRoutes';
import { servicePort } from '../dial/servicePort';
import { voyager } from '../vendors/voyager';

/** Voyager's own Ingresses, each at the HAProxy that runs for it. */
export const voyagerRoutes = ownRouteReader({
  vendor: voyager,
  kind: voyagerIngresses,
  backendsOf: ({ meta, rules }) =>
    rules.map(rule => keyOf(rule.service, meta.namespace)),
  // Voyager labels the HAProxy of each Ingress with its name.
  serves: ({ meta }, { namespace, pods }) =>
    namespace === meta.namespace &&
    pods.some(pod => pod.meta.labels['origin-name'] === meta.name),
  rulesTo: (_, ingress, service) => {
    const key = `${service.meta.namespace}/${service.meta.name}`;
    return ingress.rules
      .filter(rule => keyOf(rule.service, ingress.meta.namespace) === key)
      .flatMap(({ host, path, protocol, field, ...rule }) => {
        const port = servicePort(service, rule.port);
        if (!port) return [];
        return [
          {
            host,
            path,
            port,
            ...(protocol === 'tcp' && { carriesConnections: true }),
            clientTls: host !== null && ingress.tlsHosts.includes(host),
            evidence: [evidenceOf(ingress, `${field}.backend`, rule.service)],
            said: {
              backend: {
                effect:
                  protocol === 'tcp'
                    ? carriedProtocol(service, port)
                    : { protocol, tls: 'none' as const },
                evidence: [],
                source: 'voyagermesh.com/docs',
              },
            },
          },
        ];
      });
  },
});

/** A backend of another namespace is written as service.namespace. */
function keyOf(service: string, ownNamespace: string): string {
  const [name, namespace = ownNamespace] = service.split('.');
  return `${namespace}/${name}`;
}
