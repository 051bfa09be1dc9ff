import type { ClusterState } from '../../state/clusterState';
import { objectName } from '../../state/evidence';
import { gkeBackendConfigs } from '../../state/kinds/gkeBackendConfig';
import type { Ingress, IngressRule } from '../../state/kinds/ingress';
import { Service, ServicePort, services } from '../../state/kinds/service';
import type { KubeObject } from '../../state/meta';
import { servicePort } from '../dial/servicePort';
import type { BackendProtocol } from '../vendorDescription';

/** What the load balancer speaks for each value of app-protocols; it takes no others. */
export const gkeProtocols: Readonly<
  Record<string, BackendProtocol | undefined>
> = {
  HTTP: { protocol: 'http', tls: 'none' },
  // The load balancer speaks TLS for both of these.
  HTTPS: { protocol: 'http', tls: 'edge' },
  HTTP2: { protocol: 'http2', tls: 'edge' },
  GRPC: { protocol: 'http2', tls: 'none' },
  GRPC_WITH_TLS: { protocol: 'http2', tls: 'edge' },
};

/** Annotations that hold JSON from port name to protocol: the older one counts first, whatever it holds. */
export const appProtocolKeys = [
  'service.alpha.kubernetes.io/app-protocols',
  'cloud.google.com/app-protocols',
] as const;

// The beta annotation is read where the other is not there.
const backendConfigKeys = [
  'cloud.google.com/backend-config',
  'beta.cloud.google.com/backend-config',
] as const;

const negs = 'cloud.google.com/neg';

/**
 * Why Google's controller makes nothing of an Ingress, as the rest of a sentence: one rule that it
 * cannot translate is enough (kubernetes/ingress-gce pkg/controller/translator/translator.go).
 */
export function whyUntranslatable(
  state: ClusterState,
  ingress: Ingress,
): string | undefined {
  return ingress.rules
    .map(rule => ofPath(rule) ?? ofBackend(state, ingress, rule))
    .find(why => why !== undefined);
}

/** Only paths that are the vendor's own may hold a wildcard (validateAndGetPaths). */
function ofPath({ path, pathType }: IngressRule): string | undefined {
  const isOwn = pathType === undefined || pathType === 'ImplementationSpecific';
  if (isOwn || !path?.includes('*')) return undefined;
  return `it has path ${path} of type ${pathType}, which may hold no wildcard`;
}

function ofBackend(
  state: ClusterState,
  { meta: { namespace } }: Ingress,
  { backend }: IngressRule,
): string | undefined {
  const service = state.get(services, namespace, backend.service);
  if (!service) {
    return state.unreadable(services) === undefined
      ? `Service ${namespace}/${backend.service}, which it names, is not there`
      : undefined;
  }
  const port = servicePort(service, backend.port);
  if (!port) {
    return `it names port ${backend.port ?? ''}, which ${objectName(
      service,
    )} does not have`;
  }
  return (
    ofType(service) ?? ofProtocols(service) ?? ofConfig(state, service, port)
  );
}

/** Without a network endpoint group it needs node ports; where the annotation is not there, GKE may add it. */
function ofType(service: Service): string | undefined {
  const { type, meta } = service;
  const hasNodePorts = type === 'NodePort' || type === 'LoadBalancer';
  const mayGetGroup = type === 'ClusterIP' && !(negs in meta.annotations);
  const getsGroup = mayGetGroup || wantsGroup(meta.annotations[negs]);
  if (hasNodePorts || getsGroup) return undefined;
  return `${objectName(
    service,
  )}, which it names, is of type ${type}, and asks for no network endpoint group`;
}

/** The annotation holds JSON: {"ingress": true}; one that Go cannot read says nothing (pkg/annotations/service.go, NEGAnnotation). */
export function wantsGroup(value: string | undefined): boolean {
  const group = parsed(value);
  const exposed = group && fieldOf(group, 'exposed_ports');
  const isRead =
    (exposed ?? undefined) === undefined ||
    (isMap(exposed) && Object.keys(exposed).every(port => /^\d+$/.test(port)));
  return isRead && group !== undefined && fieldOf(group, 'ingress') === true;
}

function ofProtocols(service: Service): string | undefined {
  const { annotations } = service.meta;
  const key = appProtocolKeys.find(one => one in annotations);
  if (key === undefined) return undefined;
  const spoken = parsed(annotations[key]);
  const isRead =
    spoken !== undefined &&
    Object.values(spoken).every(
      one => typeof one === 'string' && gkeProtocols[one] !== undefined,
    );
  return isRead
    ? undefined
    : `annotation ${key} of ${objectName(
        service,
      )}, which it names, holds a protocol that it does not know`;
}

function ofConfig(
  state: ClusterState,
  service: Service,
  port: ServicePort,
): string | undefined {
  const { namespace, annotations } = service.meta;
  const key = backendConfigKeys.find(one => one in annotations);
  if (key !== undefined && !holdsConfigs(parsed(annotations[key]))) {
    return `annotation ${key} of ${objectName(
      service,
    )}, which it names, holds no BackendConfig`;
  }
  const name = backendConfigOf(service, port)?.name;
  const isMissing =
    name !== undefined &&
    state.unreadable(gkeBackendConfigs) === undefined &&
    !state.get(gkeBackendConfigs, namespace, name);
  return isMissing
    ? `BackendConfig ${namespace}/${name}, which ${objectName(
        service,
      )} names, is not there`
    : undefined;
}

function holdsConfigs(configs: Record<string, unknown> = {}): boolean {
  const ports = fieldOf(configs, 'ports');
  return (
    Boolean(fieldOf(configs, 'default')) ||
    (isMap(ports) && Object.keys(ports).length > 0)
  );
}

/** The BackendConfig that a Service names for a port: {"default": …, "ports": {"80": …}}. */
export function backendConfigOf(
  { meta }: Pick<KubeObject, 'meta'>,
  { port, name }: Pick<ServicePort, 'port' | 'name'>,
): { readonly key: string; readonly name: string } | undefined {
  const key = backendConfigKeys.find(one => one in meta.annotations);
  if (key === undefined) return undefined;
  const configs = parsed(meta.annotations[key]) ?? {};
  const ports = fieldOf(configs, 'ports');
  // A port that is given an empty name has none, whatever the default (pkg/backendconfig/utils.go, BackendConfigName).
  const given = new Map(Object.entries(isMap(ports) ? ports : {}));
  const by = [name ?? '', String(port)].find(one => given.has(one));
  const found = by === undefined ? fieldOf(configs, 'default') : given.get(by);
  return typeof found === 'string' && found !== ''
    ? { key, name: found }
    : undefined;
}

/** A JSON object, for which Go takes null, too; undefined where it is none. */
export function parsed(
  json: string | undefined,
): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(json ?? '') ?? {};
    return isMap(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A field as Go reads it from JSON: letters' case does not count (pkg.go.dev/encoding/json#Unmarshal). */
function fieldOf(object: Record<string, unknown>, name: string): unknown {
  return Object.entries(object).find(
    ([key]) => key.toLowerCase() === name,
  )?.[1];
}
