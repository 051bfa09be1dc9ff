import type { ClusterState } from '../../state/clusterState';
import { evidenceOf, objectName } from '../../state/evidence';
import { ConfigMap, configMaps } from '../../state/kinds/configMap';
import type { Service, ServicePort } from '../../state/kinds/service';
import { indexBy } from '../../state/objectIndex';
import { tunnelRules, TunnelRule } from './cloudflaredConfig';
import { carriedProtocol } from '../dial/carriedProtocol';
import type { Route } from '../edges/edge';
import { Instance, instanceRef, instances } from '../edges/instances';
import type { RouteReader } from './routeReader';
import { parseServiceUrl } from './serviceUrl';
import { settledDial } from '../dial/settledDial';
import type { BackendProtocol } from '../vendorDescription';
import { cloudflareTunnel } from '../vendors/cloudflareTunnel';

const docs =
  'developers.cloudflare.com/tunnel/advanced/local-management/configuration-file';

/** The name that Cloudflare's own example gives to the ConfigMap. */
export const tunnelConfigMap = 'cloudflared';

const byBackend = indexBy(configMaps, configMap =>
  configMap.meta.name === tunnelConfigMap
    ? tunnelRules(configMap).flatMap(rule => serviceKey(configMap, rule) ?? [])
    : [],
);

/** Rules of tunnels that are configured in the cluster; others are known to Cloudflare alone. */
export const cloudflaredRoutes: RouteReader = {
  routesTo: (state, service) => {
    const key = `${service.meta.namespace}/${service.meta.name}`;
    return state.lookup(byBackend, key).flatMap(configMap =>
      tunnelRules(configMap)
        .filter(rule => serviceKey(configMap, rule) === key)
        .flatMap(rule => routesOf(state, configMap, rule, service)),
    );
  },
};

/** "namespace/name" of the Service that a rule dials by name; undefined for addresses and the outside. */
function serviceKey(
  { meta }: ConfigMap,
  { target, port }: TunnelRule,
): string | undefined {
  return parseServiceUrl(`${target}:${port}`, meta.namespace)?.key;
}

function routesOf(
  state: ClusterState,
  configMap: ConfigMap,
  rule: TunnelRule,
  service: Service,
): readonly Route[] {
  const port = service.ports.find(one => one.port === rule.port);
  if (!port) return [];
  return state
    .read(instances)
    .filter(
      ({ vendor, namespace }) =>
        vendor === cloudflareTunnel && namespace === configMap.meta.namespace,
    )
    .flatMap(instance => routeOf(instance, configMap, rule, service, port));
}

function routeOf(
  instance: Instance,
  configMap: ConfigMap,
  rule: TunnelRule,
  service: Service,
  port: ServicePort,
): readonly Route[] {
  const { namespace, name } = configMap.meta;
  const field = `data[config.yaml].${rule.field}`;
  const dial = settledDial({
    vendor: cloudflareTunnel,
    places: { route: configMap, service, port, pods: instance.pods },
    service,
    port,
    said: {
      host: {
        effect: rule.hostHeader ?? null,
        ...(rule.hostHeader !== undefined && {
          by: 'originRequest.httpHostHeader',
        }),
        evidence: [
          evidenceOf(
            configMap,
            `${field}.originRequest.httpHostHeader`,
            rule.hostHeader,
          ),
        ],
        source: docs,
      },
      backend: {
        effect: speechOf(rule, service, port),
        by: 'service',
        evidence: [
          evidenceOf(
            configMap,
            `${field}.service`,
            `${rule.scheme}://${rule.target}:${rule.port}`,
          ),
        ],
        source: docs,
      },
      ...(rule.serverName !== undefined && { sni: rule.serverName }),
    },
    reasons: [
      {
        text: `${objectName(configMap)} leads ${
          rule.host ?? 'every other host'
        } to ${objectName(service)}.`,
        evidence: [evidenceOf(configMap, `${field}.hostname`, rule.host ?? '')],
        source: docs,
      },
    ],
    caveats: [],
  });
  if (!dial) return [];
  return [
    {
      edge: {
        vendor: cloudflareTunnel,
        ref: instanceRef(instance),
        pods: instance.pods,
        reasons: [],
      },
      ref: {
        kind: 'ConfigMap',
        namespace,
        name,
        host: rule.host,
        path: rule.path,
      },
      object: configMap,
      backend: {
        namespace: service.meta.namespace,
        service: service.meta.name,
        port: port.port,
      },
      services: servicesOf(configMap),
      // Cloudflare ends clients' TLS, and its tunnel is encrypted.
      clientTls: true,
      ...(rule.scheme === 'tcp' && { carriesConnections: true }),
      dial,
    },
  ];
}

function speechOf(
  { scheme, http2 }: TunnelRule,
  service: Service,
  port: ServicePort,
): BackendProtocol {
  if (scheme === 'tcp') return carriedProtocol(service, port);
  return scheme === 'https'
    ? { protocol: http2 ? 'http2' : 'http', tls: 'edge' }
    : { protocol: 'http', tls: 'none' };
}

function servicesOf(configMap: ConfigMap): Route['services'] {
  return tunnelRules(configMap).flatMap(rule => {
    const key = serviceKey(configMap, rule);
    if (key === undefined) return [];
    const [namespace, name] = key.split('/');
    return [{ namespace, name }];
  });
}
