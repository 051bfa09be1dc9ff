import type { Service, ServicePort } from '../../state/kinds/service';
import { carriedProtocol } from '../dial/carriedProtocol';
import type { BackendProtocol } from '../vendorDescription';

/** The Service that a URL of a route object names. */
export interface ServiceUrl {
  readonly scheme: string;
  /** "namespace/name". */
  readonly key: string;
  readonly port: number;
  /** Host part as written. */
  readonly host: string;
  /** The port is written, too, and not left to the scheme. */
  readonly hasPort: boolean;
}

const pattern =
  /^(?:([a-z][a-z0-9+]*):\/\/)?(([a-z0-9-]+)(?:\.([a-z0-9-]+))?(?:\.svc(?:\.cluster\.local)?)?)\.?(?::(\d{1,5}))?(?:\/.*)?$/i;

const defaultPorts: Readonly<Record<string, number | undefined>> = {
  http: 80,
  h2c: 80,
  https: 443,
  tls: 443,
};

/**
 * The Service behind `[scheme://]service[.namespace[.svc[.cluster.local]]][:port][/path]`; undefined
 * for a URL that names none, such as one of a host elsewhere or an address.
 */
export function parseServiceUrl(
  url: string,
  ownNamespace: string,
): ServiceUrl | undefined {
  const found = pattern.exec(url);
  if (!found) return undefined;
  const [, written = 'http', host, name, namespace = ownNamespace] = found;
  const scheme = written.toLowerCase();
  const port = found[5] === undefined ? defaultPorts[scheme] : Number(found[5]);
  return port === undefined
    ? undefined
    : {
        scheme,
        key: `${namespace}/${name}`,
        port,
        host,
        hasPort: found[5] !== undefined,
      };
}

/** How whoever dials a URL speaks to the Service port that it names. */
export function spokenTo(
  { scheme }: Pick<ServiceUrl, 'scheme'>,
  service: Service,
  port: ServicePort,
): BackendProtocol {
  switch (scheme) {
    case 'https':
      return { protocol: 'http', tls: 'edge' };
    case 'h2c':
      return { protocol: 'http2', tls: 'none' };
    case 'tcp':
      return carriedProtocol(service, port);
    case 'tls':
      return { ...carriedProtocol(service, port), tls: 'edge' };
    default:
      return { protocol: 'http', tls: 'none' };
  }
}
