import type { Evidence } from '../../posture/servicePosture';
import type { ClusterState } from '../../state/clusterState';
import { evidenceOf } from '../../state/evidence';
import { ConfigMap, configMapsByName } from '../../state/kinds/configMap';
import {
  KnativeIngress,
  knativeIngresses,
  KnativePath,
} from '../../state/kinds/knativeIngress';
import { Service, ServicePort, services } from '../../state/kinds/service';
import { eachHost, OwnRule, ownRouteReader } from './ownRoutes';
import { servicePort } from '../dial/servicePort';
import type { ServedBackend } from '../dial/settledDial';
import { resolveSetting } from '../dial/setting';
import type { BackendProtocol } from '../vendorDescription';
import { knativeKourier } from '../vendors/knativeKourier';

// The older key holds yes or no.
const tlsKeys = ['system-internal-tls', 'internal-encryption'];
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
    missing(state, ingress).length > 0
      ? []
      : ingress.paths.flatMap(path => rulesOf(state, ingress, path, service)),
  leftOut: (state, ingress) =>
    missing(state, ingress)
      .slice(0, 1)
      .map(name => `there is no Service ${name}, which it leads to, too`),
});

/** Knative writes the class onto each of its Ingresses, whatever config-network says. */
function isOfKourier({ meta }: KnativeIngress): boolean {
  const key = ['ingress.class', 'ingress-class']
    .map(name => `networking.knative.dev/${name}`)
    .find(name => name in meta.annotations);
  return (
    key !== undefined &&
    meta.annotations[key] === 'kourier.ingress.networking.knative.dev'
  );
}

/** Of an Ingress with a Service that is not there nothing is served. */
function missing(state: ClusterState, { paths }: KnativeIngress): string[] {
  const wanted = paths.flatMap(({ splits }) => splits);
  return wanted
    .filter(one => !state.get(services, one.namespace, one.service))
    .map(one => `${one.namespace}/${one.service}`);
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
          // A Host of another points back at Kourier, which serves that in plain HTTP.
          ...(rewriteHost === undefined
            ? internalTls(state, service, port)
            : spokenPlain(
                service,
                port,
                evidenceOf(ingress, `${field}.rewriteHost`, rewriteHost),
              )),
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
  const key = tlsKeys.find(one => network?.data[one] !== undefined);
  const value = key === undefined ? undefined : network?.data[key];
  if (!network || !key || !isOn(value)) return {};
  return {
    backend: {
      effect: { ...plain(service, port), tls: 'edge' },
      by: key,
      evidence: [evidenceOf(network, `data[${key}]`, value)],
      source: 'knative.dev/docs/serving/encryption/system-internal-tls',
    },
  };
}

function isOn(value: string | undefined): boolean {
  return ['enabled', 'true'].includes(value?.toLowerCase() ?? '');
}

function spokenPlain(
  service: Service,
  port: ServicePort,
  evidence: Evidence,
): Pick<NonNullable<ServedBackend['said']>, 'backend'> {
  return {
    backend: {
      effect: plain(service, port),
      by: 'rewriteHost',
      evidence: [evidence],
      source,
    },
  };
}

/** How the port is spoken to where nothing asks for TLS. */
function plain(service: Service, port: ServicePort): BackendProtocol {
  const { effect } = resolveSetting(knativeKourier.backend, {
    route: service,
    service,
    port,
    pods: [],
  });
  return { ...effect, tls: 'none' };
}
