import type { ClusterState } from '../../state/clusterState';
import { evidenceOf } from '../../state/evidence';
import type { Service, ServicePort } from '../../state/kinds/service';
import {
  TraefikBackend,
  TraefikMiddleware,
  TraefikRoute,
  TraefikRule,
  traefikServersTransports,
  TraefikService,
  TraefikTcpTransport,
  traefikTcpTransports,
} from '../../state/kinds/traefik';
import { carriedProtocol } from '../dial/carriedProtocol';
import type { Dial } from '../dial/dial';
import type { Instance } from '../edges/instances';
import { placesOf } from '../dial/places';
import type { ServedBackend } from '../dial/settledDial';
import { Resolved, resolveSetting } from '../dial/setting';
import type { BackendProtocol } from '../vendorDescription';
import {
  traefik,
  traefikCrdAddressing,
  traefikPortProtocol,
  traefikSchemes,
} from '../vendors/traefik';

const source =
  'traefik/traefik pkg/provider/kubernetes/crd/kubernetes_http.go (loadServers)';

/** A rule that leads to a TraefikService, or to a Service. */
export interface RuleHolder {
  readonly route: TraefikRoute;
  readonly rule: TraefikRule;
}

/** A rule with one of the Services that it ends at. */
export interface Backed extends RuleHolder {
  readonly backend: TraefikBackend;
  /** The route itself, or the TraefikService that it leads to. */
  readonly object: TraefikRoute | TraefikService;
  readonly service: Service;
  readonly instance: Instance;
}

/** A backend of a rule, or of what shows error pages for any. */
export interface TraefikDialled {
  readonly backend: TraefikBackend;
  readonly object: Backed['object'] | TraefikMiddleware;
  readonly service: Service;
  readonly instance: Instance;
  readonly route?: TraefikRoute;
}

/** What a backend says of how it is dialled, in fields of its own and in what they name. */
export function traefikSaid(
  state: ClusterState,
  one: TraefikDialled,
  port: ServicePort,
  byMiddleware: NonNullable<ServedBackend['said']>['host'],
): NonNullable<ServedBackend['said']> {
  const { object, instance, service, route } = one;
  const places = { ...placesOf(state, object, instance), service, port };
  const sni = serverName(state, one);
  return {
    addressing: addressingSaid(
      one,
      resolveSetting(traefikCrdAddressing, places),
    ),
    host: hostSaid(one) ?? byMiddleware ?? keptHost(one),
    backend:
      route?.kind === 'IngressRouteTCP'
        ? overTcp({ ...one, route }, port)
        : schemeSaid(one) ?? resolveSetting(traefikPortProtocol, places),
    ...(sni !== undefined && { sni }),
  };
}

/** What the backend says; a native address, by its own field or by default, wins over node ports. */
function addressingSaid(
  { object, backend, service, route }: TraefikDialled,
  byDefault: Resolved<Dial['addressing']>,
): Resolved<Dial['addressing']> {
  const { nativeLb, nodePortLb, field } = backend;
  const said = (
    effect: Dial['addressing'],
    key: 'nativeLB' | 'nodePortLB',
    value: boolean,
  ) => ({
    effect,
    by: key,
    evidence: [evidenceOf(object, `${field}.${key}`, value)],
    source,
  });
  // nativeLBByDefault is for routes alone (buildTraefikService, createErrorPageMiddleware).
  const native =
    nativeLb ?? (object === route && byDefault.effect === 'service-vip');
  const byNodePort = nodePortLb && service.type === 'NodePort';
  // Of connections node ports come first (loadTCPServers).
  if (byNodePort && (object.kind === 'IngressRouteTCP' || !native)) {
    return said('node-port', 'nodePortLB', true);
  }
  if (nativeLb) return said('service-vip', 'nativeLB', true);
  if (native) return byDefault;
  return nativeLb === false
    ? said('pod-ip', 'nativeLB', false)
    : { ...byDefault, effect: 'pod-ip' };
}

/** Whether a provider's flag makes it dial Services where a route says nothing. */
export function isNativeByDefault(
  state: ClusterState,
  object: TraefikRoute,
  instance: Instance,
  service: Service,
  port: ServicePort,
): boolean {
  const places = { ...placesOf(state, object, instance), service, port };
  return resolveSetting(traefikCrdAddressing, places).effect === 'service-vip';
}

function hostSaid({
  object,
  backend,
}: TraefikDialled): NonNullable<ServedBackend['said']>['host'] {
  if (backend.passHostHeader !== false) return undefined;
  return {
    effect: { of: 'address', withPort: true },
    by: 'passHostHeader',
    evidence: [evidenceOf(object, `${backend.field}.passHostHeader`, false)],
    source: traefik.host.source,
  };
}

function keptHost({ object, backend }: TraefikDialled) {
  const field = `${backend.field}.passHostHeader`;
  return {
    effect: null,
    evidence: [evidenceOf(object, field, backend.passHostHeader)],
    source: traefik.host.source,
  };
}

function schemeSaid({
  object,
  backend,
}: TraefikDialled): Resolved<BackendProtocol> | undefined {
  const effect = traefikSchemes[backend.scheme ?? ''];
  return (
    effect && {
      effect,
      by: 'scheme',
      evidence: [evidenceOf(object, `${backend.field}.scheme`, backend.scheme)],
      source,
    }
  );
}

/** Connections are carried on: what clients speak in them is what the port is declared to serve. */
function overTcp(
  {
    object,
    backend,
    route,
    service,
  }: TraefikDialled & { readonly route: TraefikRoute },
  port: ServicePort,
): Resolved<BackendProtocol> {
  const carried = carriedProtocol(service, port);
  return {
    effect: {
      protocol: carried.protocol,
      tls: tlsOverTcp(route, backend, carried),
    },
    evidence: [
      evidenceOf(route, 'spec.tls.passthrough', route.tls === 'passthrough'),
      evidenceOf(object, `${backend.field}.tls`, backend.tls),
    ],
    source: 'traefik/traefik pkg/provider/kubernetes/crd/kubernetes_tcp.go',
  };
}

function tlsOverTcp(
  { tls }: TraefikRoute,
  backend: TraefikBackend,
  carried: BackendProtocol,
): BackendProtocol['tls'] {
  // Over a connection that is passed through, it starts TLS around the client's.
  if (backend.tls) return 'edge';
  if (tls === 'passthrough') return 'client';
  return tls === 'ends' ? 'none' : carried.tls;
}

/** Beside the Service; for connections beside the route (kubernetes_tcp.go, makeTCPServersTransportKey). */
function serverName(
  state: ClusterState,
  one: TraefikDialled,
): string | undefined {
  const { serversTransport: name } = one.backend;
  if (name === undefined) return undefined;
  return one.route?.kind === 'IngressRouteTCP'
    ? tcpTransportOf(state, one)?.serverName
    : state.get(traefikServersTransports, one.service.meta.namespace, name)
        ?.serverName;
}

/** How connections to a backend of an IngressRouteTCP are made. */
export function tcpTransportOf(
  state: ClusterState,
  { object, backend }: Pick<TraefikDialled, 'object' | 'backend'>,
): TraefikTcpTransport | undefined {
  const { serversTransport: name } = backend;
  return name === undefined
    ? undefined
    : state.get(traefikTcpTransports, object.meta.namespace, name);
}
