import { evidenceOf } from '../state/evidence';
import {
  KnativeIngress,
  knativeIngresses,
  KnativePath,
} from '../state/kinds/knativeIngress';
import type { Service } from '../state/kinds/service';
import { eachHost, OwnRule, ownRouteReader } from './ownRoutes';
import { servicePort } from './servicePort';
import { knativeKourier } from './vendors/knativeKourier';

const source =
  'knative-extensions/net-kourier pkg/generator/ingress_translator.go';

/** Knative's Ingresses at Kourier. Those of net-istio are VirtualServices, and the mesh room's. */
export const knativeRoutes = ownRouteReader({
  vendor: knativeKourier,
  kind: knativeIngresses,
  backendsOf: ingress =>
    isOfKourier(ingress)
      ? ingress.paths.flatMap(({ splits }) =>
          splits.map(({ namespace, service }) => `${namespace}/${service}`),
        )
      : [],
  rulesTo: (_, ingress, service) =>
    ingress.paths.flatMap(path => rulesOf(ingress, path, service)),
});

/** Knative writes the class onto each of its Ingresses, whatever config-network says. */
function isOfKourier({ meta }: KnativeIngress): boolean {
  return (
    meta.annotations['networking.knative.dev/ingress.class'] ===
    'kourier.ingress.networking.knative.dev'
  );
}

function rulesOf(
  ingress: KnativeIngress,
  path: KnativePath,
  service: Service,
): readonly OwnRule[] {
  const { namespace, name } = service.meta;
  const { rewriteHost, field } = path;
  return path.splits
    .filter(split => split.namespace === namespace && split.service === name)
    .flatMap(split => {
      const port = servicePort(service, split.port);
      if (!port) return [];
      return eachHost(path.hosts).map(host => ({
        host,
        path: path.path,
        port,
        clientTls: host !== null && ingress.tlsHosts.includes(host),
        evidence: [evidenceOf(ingress, `${field}.splits[].serviceName`, name)],
        ...(rewriteHost !== undefined && {
          said: {
            host: {
              effect: rewriteHost,
              by: 'rewriteHost',
              evidence: [
                evidenceOf(ingress, `${field}.rewriteHost`, rewriteHost),
              ],
              source,
            },
          },
        }),
        caveats: [
          'Knative may speak TLS of its own to its pods (system-internal-tls in ConfigMap config-network), which is not read.',
        ],
      }));
    });
}
