import { objectName } from '../../state/evidence';
import type { Service, ServicePort } from '../../state/kinds/service';
import { loadBalancerService } from '../vendors/loadBalancerService';
import { listOn, Listener, ServiceLoadBalancer } from './serviceLoadBalancer';

const prefix = 'service.beta.kubernetes.io/oci-load-balancer';
const network = 'oci-network-load-balancer.oraclecloud.com';
const source =
  'oracle/oci-cloud-controller-manager pkg/cloudprovider/providers/oci/load_balancer_spec.go';

const type = 'oci.oraclecloud.com/load-balancer-type';
const protocol = `${prefix}-backend-protocol`;
const tlsPorts = `${prefix}-ssl-ports`;
const certificate = `${prefix}-tls-secret`;
const backendCertificate = `${prefix}-tls-backendset-secret`;

/** Its network load balancer carries connections; the other one ends them (getLoadBalancerType). */
function isNetwork({ meta }: Service): boolean {
  return (meta.annotations[type] ?? '').toLowerCase() === 'nlb';
}

function spoken({ meta }: Service): string {
  return (meta.annotations[protocol] || 'TCP').toUpperCase();
}

/** Annotations that set TLS up for a port that is listed (getSSLConfiguration). */
function tlsOf(
  service: Service,
  { port }: ServicePort,
): Readonly<Record<'client' | 'backend', boolean>> {
  const { annotations } = service.meta;
  const listed = listOn(service, tlsPorts)?.includes(String(port)) ?? false;
  return {
    client: listed && Boolean(annotations[certificate]),
    backend: listed && Boolean(annotations[backendCertificate]),
  };
}

function listener(service: Service, port: ServicePort): Listener {
  const tls = tlsOf(service, port);
  const http = spoken(service) !== 'TCP';
  if (isNetwork(service) || !(tls.client || tls.backend || http)) {
    return { kind: 'carries', by: [] };
  }
  return {
    kind: 'ends',
    clientTls: tls.client,
    backendTls: tls.backend,
    http,
    by: [
      ...(http ? [protocol] : []),
      ...(tls.client ? [certificate] : []),
      ...(tls.backend ? [backendCertificate] : []),
    ],
  };
}

const protocols: ReadonlySet<string> = new Set(['TCP', 'HTTP', 'GRPC']);

/** What is wrong with the protocol that is written, as the rest of a sentence (getListenersOciLoadBalancer). */
function wrongProtocol(service: Service): string | undefined {
  const written = spoken(service);
  if (!protocols.has(written)) {
    return `is ${written}, which is no protocol of its`;
  }
  const plain = service.ports.find(port => !tlsOf(service, port).client);
  return written === 'GRPC' && plain
    ? `is GRPC, which takes a certificate for each port, and port ${plain.port} has none`
    : undefined;
}

function refusals(service: Service): readonly string[] {
  const wrong = isNetwork(service) ? undefined : wrongProtocol(service);
  if (wrong === undefined) return [];
  return [
    `Annotation ${protocol} of ${objectName(
      service,
    )} ${wrong}: Oracle's controller makes no load balancer of it.`,
  ];
}

export const oracle: ServiceLoadBalancer = {
  vendor: loadBalancerService,
  title: 'Oracle Cloud load balancer',
  classes: [],
  chosenBy: [],
  annotationPrefixes: [
    `${prefix}-`,
    'oci.oraclecloud.com/load-balancer-',
    `${network}/`,
  ],
  provider: 'oci',
  isDefault: true,
  addressing: { default: 'node-port', source, switches: [] },
  listener,
  needsNodePorts: true,
  opensConnections: service => !isNetwork(service),
  proxyProtocol: [
    { key: `${prefix}-connection-proxy-protocol-version` },
    { key: `${network}/is-ppv2-enabled`, values: ['true'], anyCase: true },
  ],
  unmodelled: [],
  refusals,
  source,
};
