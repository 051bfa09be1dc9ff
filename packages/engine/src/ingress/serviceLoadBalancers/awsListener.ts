import type { Service, ServicePort } from '../../state/kinds/service';
import { listOn, Listener } from './serviceLoadBalancer';

const prefix = 'service.beta.kubernetes.io/aws-load-balancer';
const certificate = `${prefix}-ssl-cert`;
const tlsPorts = `${prefix}-ssl-ports`;
const backend = `${prefix}-backend-protocol`;

const carries: Listener = { kind: 'carries', by: [] };

/** Whether a certificate makes the port a TLS listener: named by number or name, or all when none is. */
function hasTls(service: Service, { port, name }: ServicePort): boolean {
  if (!service.meta.annotations[certificate]) return false;
  const listed = listOn(service, tlsPorts);
  return (
    listed === undefined ||
    listed.includes(String(port)) ||
    (name !== undefined && listed.includes(name))
  );
}

/** Network Load Balancer: TLS listeners take TLS off, and with backend-protocol ssl start their own. */
export function networkListener(service: Service, port: ServicePort): Listener {
  if (!hasTls(service, port)) return carries;
  const backendTls = service.meta.annotations[backend] === 'ssl';
  return {
    kind: 'ends',
    clientTls: true,
    backendTls,
    http: false,
    by: backendTls ? [certificate, backend] : [certificate],
  };
}

/**
 * Classic Load Balancer: http and https read HTTP, the others do not
 * (kubernetes/cloud-provider-aws pkg/providers/v1/aws.go, getListener).
 */
export function classicListener(service: Service, port: ServicePort): Listener {
  const spoken = service.meta.annotations[backend] as string | undefined;
  // There, an asterisk is how all ports are written.
  const everyPort = listOn(service, tlsPorts)?.includes('*') ?? false;
  const clientTls = everyPort
    ? Boolean(service.meta.annotations[certificate])
    : hasTls(service, port);
  if (!clientTls && spoken !== 'http') return carries;
  return {
    kind: 'ends',
    clientTls,
    backendTls: clientTls && (spoken === 'https' || spoken === 'ssl'),
    http: spoken === 'http' || spoken === 'https',
    by: [...(clientTls ? [certificate] : []), ...(spoken ? [backend] : [])],
  };
}
