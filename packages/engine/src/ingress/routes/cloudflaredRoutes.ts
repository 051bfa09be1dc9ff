import type { ClusterState } from '../../state/clusterState';
import { evidenceOf, objectName } from '../../state/evidence';
import { ConfigMap, configMaps } from '../../state/kinds/configMap';
import type { Pod } from '../../state/kinds/pod';
import type { Service, ServicePort } from '../../state/kinds/service';
import type { KubeObject } from '../../state/meta';
import { indexBy } from '../../state/objectIndex';
import {
  originRule,
  tunnelConfig,
  tunnelRefusal,
  tunnelRules,
  TunnelRule,
} from './cloudflaredConfig';
import {
  hasTunnelUrl,
  isConfiguredBy,
  isRunByToken,
  originFlag,
  tunnelUrl,
} from './cloudflaredFlags';
import { carriedProtocol } from '../dial/carriedProtocol';
import type { Route } from '../edges/edge';
import { Instance, instanceRef, instances } from '../edges/instances';
import type { RouteReader } from './routeReader';
import { parseServiceUrl } from './serviceUrl';
import { ServedBackend, settledDial } from '../dial/settledDial';
import { BackendProtocol, vendorAsSubject } from '../vendorDescription';
import { cloudflareTunnel, isControlled } from '../vendors/cloudflareTunnel';

const docs =
  'developers.cloudflare.com/tunnel/advanced/local-management/configuration-file';

/** Names that the ConfigMap has in Cloudflare's own example, and by its chart where the release is called like it. */
export const tunnelConfigMaps = ['cloudflared', 'cloudflare-tunnel'];

// Those of any name: from a cluster a few names alone are read, from manifests all that are there.
const byBackend = indexBy(configMaps, configMap =>
  tunnelConfig(configMap)?.includes('ingress')
    ? tunnelRules(configMap).flatMap(rule => serviceKey(configMap, rule) ?? [])
    : [],
);

/** Rules of tunnels that are configured in the cluster; others are known to Cloudflare alone. */
export const cloudflaredRoutes: RouteReader = {
  routesTo: (state, service) => [
    ...leading(state, service)
      .filter(configMap => tunnelRefusal(configMap) === undefined)
      .flatMap(configMap =>
        tunnelRules(configMap)
          .filter(rule => leadsTo(rule, configMap, service))
          .flatMap(rule => configuredRoutes(state, configMap, rule, service)),
      ),
    ...tunnels(state).flatMap(instance => flagRoutes(instance, service)),
  ],
  leftOut: (state, service) =>
    leading(state, service).flatMap(configMap => {
      const why = tunnelRefusal(configMap);
      const edge = vendorAsSubject(cloudflareTunnel);
      return why === undefined ? [] : [{ object: configMap, edge, why }];
    }),
};

function leading(state: ClusterState, { meta }: Service): readonly ConfigMap[] {
  return state
    .lookup(byBackend, `${meta.namespace}/${meta.name}`)
    .filter(configMap => readersOf(state, configMap).length > 0);
}

function readersOf(
  state: ClusterState,
  configMap: ConfigMap,
): readonly Instance[] {
  return tunnels(state).filter(({ pods }) =>
    pods.some(pod => isConfiguredBy(pod, configMap)),
  );
}

/** Those of the community's controller have their rules from Ingresses. */
function tunnels(state: ClusterState): readonly Instance[] {
  return state
    .read(instances)
    .filter(
      ({ vendor, pods }) =>
        vendor === cloudflareTunnel && !pods.every(isControlled),
    );
}

/** "namespace/name" of the Service that a rule dials by name; undefined for addresses and the outside. */
function serviceKey(
  { meta }: Pick<KubeObject, 'meta'>,
  { target, port }: TunnelRule,
): string | undefined {
  return parseServiceUrl(`${target}:${port}`, meta.namespace)?.key;
}

function leadsTo(
  rule: TunnelRule,
  holder: KubeObject,
  { meta }: Service,
): boolean {
  return serviceKey(holder, rule) === `${meta.namespace}/${meta.name}`;
}

function configuredRoutes(
  state: ClusterState,
  configMap: ConfigMap,
  rule: TunnelRule,
  service: Service,
): readonly Route[] {
  return readersOf(state, configMap).flatMap(instance =>
    routeOf(instance, service, {
      holder: configMap,
      field: `data[config.yaml].${rule.field}`,
      rule,
      services: servicesOf(configMap),
    }),
  );
}

/** A tunnel of one URL, which a flag gives: rules of a file are not taken beside it. */
function flagRoutes(instance: Instance, service: Service): readonly Route[] {
  const pod = instance.pods.find(hasTunnelUrl);
  if (!pod) return [];
  const field = 'spec.containers[].args[--url]';
  const rules = originRule(tunnelUrl(pod), {
    host: null,
    path: null,
    field,
    origin: name => originFlag(pod, name),
  });
  return rules
    .filter(rule => leadsTo(rule, pod, service))
    .flatMap(rule => routeOf(instance, service, { holder: pod, field, rule }));
}

/** A rule, and where it stands. */
interface HeldRule {
  readonly holder: ConfigMap | Pod;
  readonly field: string;
  readonly rule: TunnelRule;
  readonly services?: Route['services'];
}

function routeOf(
  instance: Instance,
  service: Service,
  held: HeldRule,
): readonly Route[] {
  const { holder, rule, services } = held;
  const port = service.ports.find(one => one.port === rule.port);
  const dial = port && dialOf(instance, service, port, held);
  if (!port || !dial) return [];
  const { kind, meta } = holder;
  const { namespace, name } = meta;
  const { host, path } = rule;
  return [
    {
      edge: {
        vendor: cloudflareTunnel,
        ref: instanceRef(instance),
        pods: instance.pods,
        reasons: [],
      },
      ref: { kind, namespace, name, host, path },
      ...(path !== null && { pathIsPattern: true }),
      object: holder,
      backend: {
        namespace: service.meta.namespace,
        service: service.meta.name,
        port: port.port,
      },
      ...(services && { services }),
      // Cloudflare ends clients' TLS, and its tunnel is encrypted.
      clientTls: true,
      ...(rule.scheme === 'tcp' && { carriesConnections: true }),
      dial,
    },
  ];
}

function dialOf(
  instance: Instance,
  service: Service,
  port: ServicePort,
  held: HeldRule,
): Route['dial'] | undefined {
  const { holder, field, rule } = held;
  const remote = remoteCaveats(instance, holder);
  return settledDial({
    vendor: cloudflareTunnel,
    places: { route: holder, service, port, pods: instance.pods },
    service,
    port,
    said: { ...saidOf(service, port, held), sni: rule.serverName },
    reasons: [
      {
        text: `${objectName(holder)} leads ${
          rule.host ?? 'every other host'
        } to ${objectName(service)}.`,
        evidence: [evidenceOf(holder, `${field}.hostname`, rule.host ?? '')],
        source: docs,
      },
    ],
    caveats: remote,
    ...(remote.length > 0 && { unknown: true }),
  });
}

/** The Host that a rule has sent, and how it has the origin spoken to. */
function saidOf(
  service: Service,
  port: ServicePort,
  { holder, field, rule }: HeldRule,
): NonNullable<ServedBackend['said']> {
  const { scheme, target, hostHeader } = rule;
  const url = `${scheme}://${target}:${rule.port}`;
  const header = 'originRequest.httpHostHeader';
  return {
    host: {
      effect: hostHeader ?? null,
      ...(hostHeader !== undefined && { by: header }),
      evidence: [evidenceOf(holder, `${field}.${header}`, hostHeader)],
      source: docs,
    },
    backend: {
      effect: speechOf(rule, service, port),
      by: 'service',
      evidence: [evidenceOf(holder, `${field}.service`, url)],
      source: docs,
    },
  };
}

/** Rules that Cloudflare has for a tunnel take the place of a file's. */
function remoteCaveats(
  { pods }: Instance,
  holder: KubeObject,
): readonly string[] {
  if (holder.kind === 'Pod' || !pods.some(isRunByToken)) return [];
  return [
    `The tunnel is run by its token: where Cloudflare has rules for it, those of ${objectName(
      holder,
    )} count for nothing.`,
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
