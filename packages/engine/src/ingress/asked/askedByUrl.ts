// Services that edges find by the name in a URL: who resolves it dials what the name stands for.
import type { Evidence } from '../../posture/servicePosture';
import type { ClusterState } from '../../state/clusterState';
import type { Service, ServicePort } from '../../state/kinds/service';
import type { KubeObject } from '../../state/meta';
import type { ObjectIndex } from '../../state/objectIndex';
import type { ServedBackend } from '../dial/settledDial';
import { parseServiceUrl, ServiceUrl, spokenTo } from '../routes/serviceUrl';

// No namespace has this name.
const ownNamespace = '*';

/** By which `askedByUrl` finds an object that has a URL, which may leave out the namespace. */
export function urlKeys(url: string | undefined): readonly string[] {
  const found = url === undefined ? undefined : parseServiceUrl(url, '*');
  return found ? [found.key] : [];
}

/** The objects of an index by `urlKeys` that may name a Service. */
export function namingByUrl<T extends KubeObject>(
  state: ClusterState,
  index: ObjectIndex<T>,
  { meta: { namespace, name } }: Service,
): readonly T[] {
  return [`${namespace}/${name}`, `${ownNamespace}/${name}`].flatMap(key =>
    state.lookup(index, key),
  );
}

/** How a URL is dialled, where it leads to the Service. */
export interface AskedByUrl {
  readonly port: ServicePort;
  readonly said: NonNullable<ServedBackend['said']>;
}

/** Where a URL is read. */
export interface WrittenUrl {
  readonly url: string;
  /** Namespace that a name without one stands for. */
  readonly namespace: string;
  /** Annotation or field that holds it. */
  readonly by: string;
  readonly evidence: readonly Evidence[];
  readonly source: string;
  /** The Host that is sent; the URL's own with its port where this is unset, null for the client's. */
  readonly host?: string | null;
}

/** How the Service of a URL is dialled by its name; undefined where it is another, or has no such port. */
export function askedByUrl(
  written: WrittenUrl,
  service: Service,
): AskedByUrl | undefined {
  const url = parseServiceUrl(written.url, written.namespace);
  const { namespace, name } = service.meta;
  if (url?.key !== `${namespace}/${name}`) return undefined;
  const port = portByName(service, url.port);
  if (!port) return undefined;
  const { by, evidence, source, host = authorityOf(url) } = written;
  const read = { by, evidence, source };
  return {
    port,
    said: {
      addressing: { effect: 'service-vip', ...read },
      host: { effect: host, ...read },
      backend: { effect: spokenTo(url, service, port), ...read },
      sni: url.host,
    },
  };
}

/** Host of a request to a URL: clients write the port where the URL does (net/http, lua-resty-http). */
function authorityOf({ host, port, hasPort }: ServiceUrl): string {
  return hasPort ? `${host}:${port}` : host;
}

/** The port behind a name and a number: a headless Service's name stands for its pods, and their ports. */
function portByName(
  { type, clusterIps, ports }: Service,
  number: number,
): ServicePort | undefined {
  if (type === 'ExternalName') return undefined;
  return clusterIps.length > 0
    ? ports.find(one => one.port === number)
    : ports.find(one => one.targetPort === number);
}
