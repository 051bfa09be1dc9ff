import type { Reason } from '../posture/servicePosture';
import type { ClusterState } from '../state/clusterState';
import { objectName } from '../state/evidence';
import { configMaps } from '../state/kinds/configMap';
import type { Ingress } from '../state/kinds/ingress';
import type { Service, ServicePort } from '../state/kinds/service';
import type { KubeObject } from '../state/meta';
import type { Dial } from './dial';
import { ingressesByBackend } from './ingressesByBackend';
import type { IngressServer } from './ingressClassOf';
import type { Instance } from './instances';
import { servicePort } from './servicePort';
import { Resolved, resolveSetting, SettingPlaces } from './setting';
import {
  BackendProtocol,
  vendorAsSubject,
  VendorDescription,
} from './vendorDescription';

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
  const rivals = state
    .lookup(ingressesByBackend, key)
    .filter(
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

/** A rule of an Ingress that one installation, or one cloud, serves. */
export interface ServedRule {
  readonly ingress: Ingress;
  readonly service: Service;
  readonly port: ServicePort;
  readonly server: IngressServer;
  readonly instance: Instance | undefined;
}

/** What the server of an Ingress dials for one of its rules. */
export function ingressDial(state: ClusterState, rule: ServedRule): Dial {
  const { ingress, service, port, server, instance } = rule;
  const { vendor } = server;
  const places = placesOf(state, ingress, service, instance);
  const oldest = oldestFor(state, ingress, service, port.port);
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
  const caveats = [
    ...unreadConfigMap(state, places, instance),
    ...doubtsOf(vendor, ingress),
  ];
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
        text: `${vendorAsSubject(vendor)} dials ${dialled[target]}: ${
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
