import type { Service, ServicePort } from '../../state/kinds/service';
import { goTrue } from '../edges/goBool';
import { sharesOf } from './awsActions';
import { listOn, Listener } from './serviceLoadBalancer';

const prefix = 'service.beta.kubernetes.io/aws-load-balancer';
const certificate = `${prefix}-ssl-cert`;
const tlsPorts = `${prefix}-ssl-ports`;
const backend = `${prefix}-backend-protocol`;

const carries: Listener = { kind: 'carries', by: [] };

/**
 * Whether a certificate makes the port a TLS listener: named by number or name, or all when none is.
 * To the cloud provider an asterisk is none, too (aws.go, getPortSets).
 */
function hasTls(service: Service, { port, name }: ServicePort): boolean {
  const { annotations } = service.meta;
  if (!annotations[certificate]) return false;
  if (annotations[tlsPorts] === '*' && !isOfController(service)) return true;
  const listed = listOn(service, tlsPorts);
  return (
    listed === undefined ||
    listed.includes(String(port)) ||
    (name !== undefined && listed.includes(name))
  );
}

const withUdp = `${prefix}-enable-tcp-udp-listener`;

/** What a listener speaks; one that takes UDP of the same port, too, ends no TLS (buildListenerSpec). */
export function networkProtocol(
  service: Service,
  port: ServicePort,
): 'TCP' | 'TLS' | 'TCP_UDP' {
  const isShared =
    isOfController(service) &&
    goTrue.has(service.meta.annotations[withUdp]) &&
    service.ports.some(
      one => one.port === port.port && one.protocol !== port.protocol,
    );
  if (isShared) return 'TCP_UDP';
  return hasTls(service, port) ? 'TLS' : 'TCP';
}

/** Whether the AWS Load Balancer Controller makes it, or EKS Auto Mode, and not the cloud provider. */
export function isOfController({ loadBalancerClass, meta }: Service): boolean {
  return (
    loadBalancerClass !== undefined ||
    ['external', 'nlb-ip'].includes(meta.annotations[`${prefix}-type`])
  );
}

/**
 * Network Load Balancer: TLS listeners take TLS off, and with backend-protocol ssl start their own. A
 * port whose own share is none leads to others alone, unless it is asked for what is shared.
 */
export function networkListener(
  service: Service,
  port: ServicePort,
  asked: 'own' | 'shared' = 'own',
): Listener {
  const spoken = networkProtocol(service, port);
  const isLeftOut =
    isOfController(service) && sharesOf(service, port, spoken)?.own === 0;
  if (asked === 'own' && isLeftOut) return { kind: 'closed' };
  if (spoken !== 'TLS') return carries;
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
  const clientTls = hasTls(service, port);
  if (!clientTls && spoken !== 'http') return carries;
  return {
    kind: 'ends',
    clientTls,
    backendTls: clientTls && (spoken === 'https' || spoken === 'ssl'),
    http: spoken === 'http' || spoken === 'https',
    by: [...(clientTls ? [certificate] : []), ...(spoken ? [backend] : [])],
  };
}
