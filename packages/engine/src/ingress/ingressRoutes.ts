import type { Reason } from '../posture/servicePosture';
import type { ClusterState } from '../state/clusterState';
import { derive, groupBy } from '../state/derived';
import { objectName } from '../state/evidence';
import { configMaps } from '../state/kinds/configMap';
import { Ingress, ingresses, IngressRule } from '../state/kinds/ingress';
import type { KubeObject } from '../state/meta';
import type { Service } from '../state/kinds/service';
import type { Dial } from './dial';
import type { Edge, Route } from './edge';
import { IngressServer, ingressServer } from './ingressClassOf';
import type { Instance } from './instances';
import { ownerOf } from './owner';
import { servicePort } from './servicePort';
import { Resolved, resolveSetting, SettingPlaces } from './setting';
import type { BackendProtocol, VendorDescription } from './vendorDescription';

/** Ingresses by the "namespace/name" of each Service they lead to. */
export const ingressesByBackend = derive([ingresses], state =>
  groupBy(
    state.list(ingresses),
    ({ meta, rules }) =>
      new Set(rules.map(rule => `${meta.namespace}/${rule.backend.service}`)),
  ),
);

/** The routes of Ingresses that lead to a Service, at every edge of a known vendor that serves them. */
export function ingressRoutesTo(
  state: ClusterState,
  service: Service,
): readonly Route[] {
  const { namespace, name } = service.meta;
  const leading =
    state.read(ingressesByBackend).get(`${namespace}/${name}`) ?? [];
  return leading.flatMap(ingress => {
    const server = ingressServer(state, ingress);
    // Istio's own Ingress support is an Istio gateway: the mesh room binds it.
    if (!server || server.vendor.id === 'istio') return [];
    const rules = ingress.rules.filter(rule => rule.backend.service === name);
    return edgesOf(ingress, server).flatMap(({ edge, instance }) =>
      rules.flatMap(rule =>
        routeOf(state, ingress, rule, service, server, edge, instance),
      ),
    );
  });
}

interface ServingEdge {
  readonly edge: Edge;
  readonly instance?: Instance;
}

function edgesOf(ingress: Ingress, server: IngressServer): ServingEdge[] {
  const { vendor } = server;
  if (vendor.placement === 'cloud' || server.instances.length === 0) {
    const ref = {
      vendor: vendor.id,
      title: vendor.title,
      kind: vendor.placement === 'cloud' ? 'LoadBalancer' : 'IngressClass',
      namespace: vendor.placement === 'cloud' ? ingress.meta.namespace : '',
      name: vendor.placement === 'cloud' ? ingress.meta.name : server.className,
    };
    return [{ edge: { vendor, ref, pods: [], reasons: server.reasons } }];
  }
  return server.instances.map(instance => ({
    instance,
    edge: {
      vendor,
      ref: instanceRef(instance),
      pods: instance.pods,
      reasons: server.reasons,
    },
  }));
}

/** An installation is called after the workload that keeps its pods. */
export function instanceRef(instance: Instance): Edge['ref'] {
  const { kind, namespace, name } = ownerOf(instance.pods[0]);
  const { id, title } = instance.vendor;
  return { vendor: id, title, kind, namespace, name };
}

function routeOf(
  state: ClusterState,
  ingress: Ingress,
  rule: IngressRule,
  service: Service,
  server: IngressServer,
  edge: Edge,
  instance: Instance | undefined,
): readonly Route[] {
  const { namespace } = ingress.meta;
  const port = servicePort(service, rule.backend.port);
  if (!port) return [];
  const places = placesOf(state, ingress, service, instance);
  return [
    {
      edge,
      ref: {
        kind: 'Ingress',
        namespace,
        name: ingress.meta.name,
        host: rule.host,
        path: rule.path,
      },
      object: ingress,
      backend: { namespace, service: service.meta.name, port: port.port },
      clientTls: hasTls(ingress, rule.host),
      dial: dialOf(server, places, {
        service,
        oldest: oldestFor(state, ingress, service, port.port),
        unread: unreadConfigMap(state, places, instance),
      }),
    },
  ];
}

const dialled: Readonly<Record<Dial['addressing'], string>> = {
  'pod-ip': 'pod IPs',
  'service-vip': "the Service's address",
  'node-port': 'node ports',
};

function placesOf(
  state: ClusterState,
  ingress: Ingress,
  service: Service,
  instance: Instance | undefined,
): SettingPlaces {
  const [namespace, name] = instance?.configMap?.split('/') ?? [];
  const configMap =
    namespace !== undefined && name !== undefined
      ? state.get(configMaps, namespace, name)
      : undefined;
  return {
    route: ingress,
    service,
    ...(configMap && { configMap }),
    pods: instance?.pods ?? [],
  };
}

/** A ConfigMap that the controller names and that is not read: it may hold switches. */
function unreadConfigMap(
  state: ClusterState,
  places: SettingPlaces,
  instance: Instance | undefined,
): readonly string[] {
  if (instance?.configMap === undefined || places.configMap) return [];
  const name = instance.configMap.split('/').at(-1) ?? '';
  const hidden = state.unreadable(configMaps) !== undefined;
  // One of the names that are read is known not to be there, and the defaults hold.
  if (configMaps.names?.includes(name) && !hidden) return [];
  return [
    `ConfigMap ${instance.configMap}, which ${instance.vendor.title} takes its settings from, is not among those that are read: its defaults are assumed.`,
  ];
}

/** The oldest Ingress of the same namespace that leads to a Service port. */
function oldestFor(
  state: ClusterState,
  ingress: Ingress,
  service: Service,
  port: number,
): Ingress {
  const key = `${service.meta.namespace}/${service.meta.name}`;
  const rivals = (state.read(ingressesByBackend).get(key) ?? []).filter(
    one =>
      one.className === ingress.className &&
      one.rules.some(
        rule =>
          rule.backend.service === service.meta.name &&
          servicePort(service, rule.backend.port)?.port === port,
      ),
  );
  return (
    [...rivals].sort((a, b) => a.meta.created - b.meta.created)[0] ?? ingress
  );
}

interface DialContext {
  readonly service: Service;
  readonly oldest: Ingress;
  readonly unread: readonly string[];
}

function dialOf(
  server: IngressServer,
  places: SettingPlaces,
  { service, oldest, unread }: DialContext,
): Dial {
  const { vendor } = server;
  const addressing = resolveSetting(
    vendor.addressing,
    vendor.addressing.oldestDecides ? { ...places, route: oldest } : places,
  );
  const host = resolveSetting(vendor.host, places);
  const backend = resolveSetting(vendor.backend, places);
  // A Service without an address of its own leaves its pods to dial.
  const podsOnly =
    addressing.effect === 'service-vip' && service.clusterIps.length === 0;
  const target = podsOnly ? 'pod-ip' : addressing.effect;
  const caveats = [...unread, ...doubtsOf(vendor, places.route)];
  return {
    addressing: target,
    host:
      host.effect === null
        ? { kind: 'client' }
        : { kind: 'fixed', value: host.effect },
    protocol: backend.effect.protocol,
    tls: tlsOf(backend.effect, host.effect),
    certainty: server.asserted && caveats.length === 0 ? 'proven' : 'inferred',
    caveats: server.asserted
      ? caveats
      : [...server.reasons.map(reason => reason.text), ...caveats],
    reasons: [
      ...server.reasons,
      {
        text: `${vendor.title} dials ${dialled[target]}: ${
          podsOnly
            ? `${objectName(service)} has no address of its own.`
            : whyAddressing(addressing)
        }`,
        evidence: addressing.evidence,
        source: addressing.source,
      },
      ...hostReasons(vendor, host),
      ...tlsReasons(backend),
    ],
  };
}

function tlsOf({ tls }: BackendProtocol, host: string | null): Dial['tls'] {
  return tls === 'none' ? null : { sni: host, startedBy: tls };
}

/** Annotations that can change anything. */
function doubtsOf(
  vendor: VendorDescription,
  route: KubeObject,
): readonly string[] {
  return (vendor.doubts ?? [])
    .filter(doubt => route.meta.annotations[doubt.annotation] !== undefined)
    .map(
      doubt =>
        `Annotation ${doubt.annotation} of ${objectName(route)} ${doubt.text}.`,
    );
}

function whyAddressing({ by }: Resolved<Dial['addressing']>): string {
  return by
    ? `${by.key} says so.`
    : 'that is its default, and nothing here changes it.';
}

function hostReasons(
  vendor: VendorDescription,
  host: Resolved<string | null>,
): readonly Reason[] {
  // A vendor that cannot change the Host needs no sentence about it.
  if (vendor.host.switches.length === 0) return [];
  return [
    {
      text:
        host.effect === null
          ? 'It sends the Host that the client sent.'
          : `It sends Host ${host.effect} instead of the client's.`,
      evidence: host.evidence,
      source: host.source,
    },
  ];
}

function tlsReasons(backend: Resolved<BackendProtocol>): readonly Reason[] {
  if (backend.effect.tls === 'none') return [];
  return [
    {
      text:
        backend.effect.tls === 'edge'
          ? 'It starts TLS of its own towards the backend.'
          : "It carries the client's TLS through to the backend.",
      evidence: backend.evidence,
      source: backend.source,
    },
  ];
}

function hasTls(ingress: Ingress, host: string | null): boolean {
  if (ingress.meta.annotations['alb.ingress.kubernetes.io/certificate-arn']) {
    return true;
  }
  return ingress.tlsHosts.some(
    tls =>
      tls === host ||
      (tls.startsWith('*.') && host !== null && host.endsWith(tls.slice(1))),
  );
}
