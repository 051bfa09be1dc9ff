import type { Reason } from '../../posture/servicePosture';
import { compareText } from '../../state/compareText';
import { evidenceOf, objectName } from '../../state/evidence';
import type { Service, ServicePort } from '../../state/kinds/service';
import type { Dial } from './dial';
import { Resolved, resolveSetting, SettingPlaces } from './setting';
import {
  BackendProtocol,
  Doubt,
  HostSent,
  vendorAsSubject,
  VendorDescription,
} from '../vendorDescription';

/** A rule of a route object, and what is known about whoever serves it. */
export interface ServedBackend {
  readonly vendor: Pick<VendorDescription, 'title' | 'placement'> &
    Settings &
    Pick<
      VendorDescription,
      | 'externalName'
      | 'headless'
      | 'doubts'
      | 'serverName'
      | 'serverNameFollowsHost'
    >;
  readonly places: SettingPlaces;
  readonly service: Service;
  readonly port: ServicePort;
  /** What the route object itself says in a field: it counts before every setting. */
  readonly said?: {
    readonly addressing?: Resolved<Dial['addressing']>;
    readonly host?: Resolved<HostSent>;
    readonly backend?: Resolved<BackendProtocol>;
    /** Server name of the TLS that it starts. */
    readonly sni?: string;
  };
  /** Why it is the vendor's, in reading order. */
  readonly reasons: readonly Reason[];
  /** What the answer leans on, one sentence each; with any of them it is inferred. */
  readonly caveats: readonly string[];
  /** With what the caveats say, nobody can tell what becomes of the connection. */
  readonly unknown?: boolean;
  readonly failsNow?: Dial['failsNow'];
}

/** The three settings that make a dial. */
export type Settings = Pick<
  VendorDescription,
  'addressing' | 'host' | 'backend'
>;

/** What a vendor dials for a rule, as its settings have it; undefined where it drops the route. */
export function settledDial(served: ServedBackend): Dial | undefined {
  const { vendor, service, port, said } = served;
  const places = { ...served.places, service, port };
  const host = said?.host ?? resolveSetting(vendor.host, places);
  const backend = said?.backend ?? resolveSetting(vendor.backend, places);
  const asked = said?.addressing ?? resolveSetting(vendor.addressing, places);
  const routing = routingOf(served, asked);
  if (typeof routing === 'string') return undefined;
  // A Service that is asked for by name is that name's Host, headless ones too.
  const sent = sentHost(host.effect, service, port, asked.effect);
  const follows = vendor.serverNameFollowsHost && sent.kind === 'fixed';
  const named = follows
    ? undefined
    : serverName(served, backend.effect, routing.addressing);
  const doubts = doubtsOf(vendor.doubts ?? [], places);
  const caveats = [
    ...(routing.caveat === undefined ? [] : [routing.caveat]),
    ...served.caveats,
    ...doubts.map(doubt => doubt.text),
    ...deduced(vendor, [asked, host, backend]),
  ];
  return {
    addressing: routing.addressing,
    host: sent,
    protocol: backend.effect.protocol,
    tls: tlsOf(backend.effect, sent, said?.sni ?? named?.asked),
    certainty:
      served.unknown ||
      routing.caveat !== undefined ||
      doubts.some(doubt => doubt.hidesHost)
        ? 'unknown'
        : certaintyOf(caveats),
    caveats,
    ...(served.failsNow !== undefined && { failsNow: served.failsNow }),
    reasons: [
      ...served.reasons,
      routing.reason,
      ...hostReasons(vendor, host, sent),
      ...tlsReasons(backend),
      ...(named?.reason ?? []),
    ],
  };
}

/** Why a vendor drops a route whose settings say this, as the rest of a sentence. */
export function whyUndialled(served: ServedBackend): string | undefined {
  const { vendor, service, port, said } = served;
  const places = { ...served.places, service, port };
  const asked = said?.addressing ?? resolveSetting(vendor.addressing, places);
  const routing = routingOf(served, asked);
  return typeof routing === 'string' ? routing : undefined;
}

function certaintyOf(caveats: readonly string[]): Dial['certainty'] {
  return caveats.length === 0 ? 'proven' : 'inferred';
}

/** What is taken for a vendor's default without a source that says so. */
function deduced(
  vendor: ServedBackend['vendor'],
  settings: readonly Resolved<unknown>[],
): readonly string[] {
  if (!settings.some(setting => setting.inferred)) return [];
  return [
    `What ${vendor.title} does by default is deduced, and in no source that was read.`,
  ];
}

const dialled: Readonly<Record<Dial['addressing'], string>> = {
  'pod-ip': 'pod IPs',
  'service-vip': "the Service's address",
  'node-port': 'node ports',
};

interface Routing {
  readonly addressing: Dial['addressing'];
  readonly reason: Reason;
  /** What keeps it from being dialled. */
  readonly caveat?: string;
}

/** What is dialled, or why nothing is. */
function routingOf(
  { vendor, service }: ServedBackend,
  asked: Resolved<Dial['addressing']>,
): Routing | string {
  const subject = vendorAsSubject(vendor);
  if (service.type === 'ExternalName') {
    if (vendor.externalName === 'dropped') {
      return `${objectName(service)} is of type ExternalName`;
    }
    return {
      addressing: 'service-vip',
      reason: {
        text: `${subject} dials the name ${
          service.externalName
        } that ${objectName(service)} stands for.`,
        evidence: [
          evidenceOf(service, 'spec.externalName', service.externalName),
        ],
        source: asked.source,
      },
    };
  }
  // A Service without an address of its own leaves its pods to dial.
  const podsOnly =
    asked.effect === 'service-vip' && service.clusterIps.length === 0;
  if (podsOnly && vendor.headless === 'drops-route') {
    return `${objectName(service)} is headless, and has no address to dial`;
  }
  const broken = podsOnly && vendor.headless === 'writes-none';
  // A Service of type ClusterIP has no node port to dial: load balancers cannot be made for it.
  if (asked.effect === 'node-port' && service.type === 'ClusterIP') {
    return `${objectName(service)} is of type ClusterIP, and has no node port`;
  }
  const addressing = podsOnly ? 'pod-ip' : asked.effect;
  return {
    addressing,
    ...(broken && {
      caveat: `${subject} is asked for the address of ${objectName(
        service,
      )}, which is headless, and writes "None" for it: that is no address, and a configuration with it is not loaded.`,
    }),
    reason: {
      text: `${subject} dials ${dialled[addressing]}: ${
        podsOnly
          ? `${objectName(service)} has no address of its own.`
          : whySo(asked)
      }`,
      evidence: asked.evidence,
      source: asked.source,
    },
  };
}

function whySo({ by }: Resolved<unknown>): string {
  return by === undefined
    ? 'that is its default, and nothing here changes it.'
    : `${by} says so.`;
}

function sentHost(
  effect: HostSent,
  service: Service,
  port: ServicePort,
  addressing: Dial['addressing'],
): Dial['host'] {
  if (effect === null) return { kind: 'client' };
  if (typeof effect === 'string') return { kind: 'fixed', value: effect };
  if (effect.of === 'service') {
    return { kind: 'fixed', value: effect.name(service, port) };
  }
  const name =
    service.externalName ??
    (addressing === 'service-vip' ? effect.serviceAs?.(service) : undefined);
  return name === undefined
    ? { kind: 'address', ...(effect.withPort && { withPort: true }) }
    : { kind: 'fixed', value: name };
}

function tlsOf(
  { tls, identity }: BackendProtocol,
  host: Dial['host'],
  asked: string | undefined,
): Dial['tls'] {
  if (tls === 'none') return null;
  return {
    sni: asked ?? (host.kind === 'fixed' ? host.value : null),
    startedBy: tls,
    ...(identity && { identity }),
  };
}

/** The server that TLS of the vendor's own asks for; undefined where it is told one, or asks for the Host. */
function serverName(
  { vendor, places, service, port, said }: ServedBackend,
  { tls }: BackendProtocol,
  addressing: Dial['addressing'],
): { readonly asked: string; readonly reason: readonly Reason[] } | undefined {
  if (!vendor.serverName || tls !== 'edge' || said?.sni !== undefined) {
    return undefined;
  }
  const { effect, evidence, source } = resolveSetting(vendor.serverName, {
    ...places,
    service,
    port,
  });
  const sent = sentHost(effect, service, port, addressing);
  if (sent.kind === 'client') return undefined;
  // An address is no name to ask for.
  const asked = sent.kind === 'fixed' ? sent.value : '';
  const text = `In that it asks for ${
    asked === '' ? 'no server by name' : `server ${asked}`
  }.`;
  return { asked, reason: [{ text, evidence, source }] };
}

interface RaisedDoubt {
  readonly text: string;
  readonly hidesHost: boolean;
}

/** Annotations, and keys of the ConfigMap, that can change anything. */
function doubtsOf(
  doubts: NonNullable<VendorDescription['doubts']>,
  places: SettingPlaces,
): readonly RaisedDoubt[] {
  return doubts.flatMap(({ annotation, on, when, text, hidesHost = false }) =>
    written(places, on)
      .filter(
        ({ name, value }) =>
          isNamed(name, annotation) && (when === undefined || when(value)),
      )
      .map(({ subject }) => ({ text: `${subject} ${text}.`, hidesHost }))
      .sort((a, b) => compareText(a.text, b.text)),
  );
}

interface Written {
  readonly name: string;
  readonly value: string;
  readonly subject: string;
}

/** What stands at a place, as the subject of a sentence. */
function written(
  { route, service, configMap }: SettingPlaces,
  on: Doubt['on'],
): readonly Written[] {
  if (on === 'config-map') {
    return Object.entries(configMap?.data ?? {}).map(([name, value]) => ({
      name,
      value,
      subject: `Key ${name} of ${configMap ? objectName(configMap) : ''}`,
    }));
  }
  const object = on === 'service' ? service : route;
  return Object.entries(object?.meta.annotations ?? {}).map(
    ([name, value]) => ({
      name,
      value,
      subject: `Annotation ${name} of ${object ? objectName(object) : ''}`,
    }),
  );
}

function isNamed(name: string, annotation: string): boolean {
  return annotation.endsWith('*')
    ? name.startsWith(annotation.slice(0, -1))
    : name === annotation;
}

function hostReasons(
  vendor: ServedBackend['vendor'],
  host: Resolved<HostSent>,
  sent: Dial['host'],
): readonly Reason[] {
  // A vendor that cannot change the Host needs no sentence about it.
  if (vendor.host.switches.length === 0 && host.by === undefined) return [];
  const texts = {
    client: 'It sends the Host that the client sent.',
    address: 'It sends the address that it dials for a Host.',
    fixed: `It sends Host ${
      sent.kind === 'fixed' ? sent.value : ''
    } instead of the client's.`,
  };
  return [
    { text: texts[sent.kind], evidence: host.evidence, source: host.source },
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
