import type { Dial } from '../dial/dial';
import type {
  BackendProtocol,
  HostSent,
  SwitchPlace,
} from '../vendorDescription';
import { code } from './markdown';
import { sampleSubject } from './sample';

/** What is dialled, as the end of "it dials …". */
export const addressingWords: Readonly<Record<Dial['addressing'], string>> = {
  'pod-ip': 'the pods',
  'service-vip': 'the Service',
  'node-port': 'node ports',
};

/** Where a setting stands, and how its name is said there. */
export const placeWords: Readonly<Record<SwitchPlace, string>> = {
  'route-annotation': 'annotation of the Ingress, or other route object',
  'namespace-annotation': 'annotation of its namespace',
  'class-annotation': 'annotation of the IngressClass',
  'service-annotation': 'annotation of the Service',
  'service-label': 'label of the Service',
  'port-number': 'port of the Service',
  'port-name': 'port of the Service',
  'app-protocol': 'port of the Service',
  'config-map': "key of the controller's ConfigMap",
  flag: "flag of the controller's pods",
  environment: "environment variable of the controller's pods",
};

/** A setting as it is written where it stands. */
export function writtenAt(on: SwitchPlace, key: string, value: string): string {
  switch (on) {
    case 'flag':
      return code(`${key}=${value}`);
    case 'environment':
      return code(`${key}=${value}`);
    case 'port-number':
    case 'port-name':
      return `${key} ${code(value)}`;
    case 'route-annotation':
    case 'namespace-annotation':
    case 'class-annotation':
    case 'service-annotation':
    case 'service-label':
    case 'config-map':
    case 'app-protocol':
      return code(`${key}: ${quoted(value)}`);
    default: {
      const never: never = on;
      return never;
    }
  }
}

/** A Host that is sent, as the end of "it sends …". */
export function hostWords(host: HostSent): string {
  if (host === null) return "the client's own";
  if (typeof host === 'string') return code(host);
  const { service, port } = sampleSubject();
  if (host.of === 'service') return code(host.name(service, port));
  const named = host.serviceAs
    ? ` (the Service: ${code(host.serviceAs(service))})`
    : '';
  const withPort = host.withPort ? ', with the port' : '';
  return `the address that it dials${withPort}${named}`;
}

/** The server that TLS asks for, as the end of "it asks for …". */
export function serverWords(host: HostSent): string {
  if (host === '') return 'no server by name';
  return host === null ? 'the server of the Host' : hostWords(host);
}

const protocolWords: Readonly<Record<BackendProtocol['protocol'], string>> = {
  http: 'HTTP',
  http2: 'HTTP/2',
  tcp: 'bytes as they come',
};

/** How the backend is spoken to, as the end of "it speaks …". */
export function backendWords({
  protocol,
  tls,
  identity,
}: BackendProtocol): string {
  const spoken = protocolWords[protocol];
  if (identity === 'mesh') return `${spoken} over TLS with a mesh identity`;
  switch (tls) {
    case 'none':
      return `${spoken} in plaintext`;
    case 'edge':
      return `${spoken} over TLS of its own`;
    case 'client':
      return "whatever the client's TLS carries, which it passes through";
    default: {
      const never: never = tls;
      return never;
    }
  }
}

function quoted(value: string): string {
  return /["{]/.test(value) ? `'${value}'` : `"${value}"`;
}
