import type { ClusterState } from '../../state/clusterState';
import { evidenceOf } from '../../state/evidence';
import { ConfigMap, configMapsByName } from '../../state/kinds/configMap';
import {
  KnativeIngress,
  knativeIngresses,
  KnativePath,
} from '../../state/kinds/knativeIngress';
import type { Service, ServicePort } from '../../state/kinds/service';
import { eachHost, OwnRule, ownRouteReader } from './ownRoutes';
import { servicePort } from '../dial/servicePort';
import type { ServedBackend } from '../dial/settledDial';
import { resolveSetting } from '../dial/setting';
import { knativeKourier } from '../vendors/knativeKourier';

const tlsKey = 'system-internal-tls';
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
  rulesTo: (state, ingress, service) =>
    ingress.paths.flatMap(path => rulesOf(state, ingress, path, service)),
});

/** Knative writes the class onto each of its Ingresses, whatever config-network says. */
function isOfKourier({ meta }: KnativeIngress): boolean {
  return (
    meta.annotations['networking.knative.dev/ingress.class'] ===
    'kourier.ingress.networking.knative.dev'
  );
}

function rulesOf(
  state: ClusterState,
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
        said: {
          ...internalTls(state, service, port),
          ...(rewriteHost !== undefined && {
            host: {
              effect: rewriteHost,
              by: 'rewriteHost',
              evidence: [
                evidenceOf(ingress, `${field}.rewriteHost`, rewriteHost),
              ],
              source,
            },
          }),
        },
        caveats: networkOf(state)
          ? []
          : [
              'Knative can have its gateway speak TLS to pods (system-internal-tls in ConfigMap config-network), and that ConfigMap could not be read.',
            ],
      }));
    });
}

function networkOf(state: ClusterState): ConfigMap | undefined {
  return state
    .lookup(configMapsByName, 'config-network')
    .find(({ meta }) => meta.namespace === 'knative-serving');
}

/** TLS that Knative makes certificates for, towards every pod of its own. */
function internalTls(
  state: ClusterState,
  service: Service,
  port: ServicePort,
): Pick<NonNullable<ServedBackend['said']>, 'backend'> {
  const network = networkOf(state);
  const value = network?.data[tlsKey];
  if (!network || value?.toLowerCase() !== 'enabled') return {};
  const plain = resolveSetting(knativeKourier.backend, {
    route: service,
    service,
    port,
    pods: [],
  });
  return {
    backend: {
      effect: { ...plain.effect, tls: 'edge' },
      by: tlsKey,
      evidence: [evidenceOf(network, `data[${tlsKey}]`, value)],
      source: 'knative.dev/docs/serving/encryption/system-internal-tls',
    },
  };
}
