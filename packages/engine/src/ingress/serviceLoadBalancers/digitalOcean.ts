import type { ClusterState } from '../../state/clusterState';
import { annotationEvidence, objectName } from '../../state/evidence';
import type { Service, ServicePort } from '../../state/kinds/service';
import { goTrue } from '../edges/goBool';
import { digitalOceanLb } from '../vendors/digitalOceanLb';
import {
  listOn,
  Listener,
  ServiceLoadBalancer,
  Surroundings,
} from './serviceLoadBalancer';

const prefix = 'service.beta.kubernetes.io/do-loadbalancer';
const passthrough = `${prefix}-tls-passthrough`;
const type = `${prefix}-type`;
const certificates = [`${prefix}-certificate-id`, `${prefix}-certificate-name`];

/** What sets TLS up: it is to be passed through, or there is a certificate. */
function tlsOn({ meta: { annotations } }: Service): readonly string[] {
  return [
    ...(passesTls(annotations) ? [passthrough] : []),
    ...certificates.filter(key => annotations[key]).slice(0, 1),
  ];
}

function passesTls(annotations: Service['meta']['annotations']): boolean {
  return goTrue.has(annotations[passthrough]);
}

/** The protocol of one port: its own list, then 443 where TLS is set up, then that of all ports. */
function protocolOf(
  service: Service,
  { port }: ServicePort,
): { readonly protocol: string; readonly by: string } {
  const has = (key: string) => listOn(service, key)?.includes(String(port));
  const { annotations } = service.meta;
  const tlsIsSetUp = tlsOn(service).at(0);
  if (has(`${prefix}-http2-ports`)) {
    return { protocol: 'http2', by: `${prefix}-http2-ports` };
  }
  if (has(`${prefix}-tls-ports`)) {
    return { protocol: 'https', by: `${prefix}-tls-ports` };
  }
  if (tlsIsSetUp && port === 443 && !annotations[`${prefix}-tls-ports`]) {
    return { protocol: 'https', by: tlsIsSetUp };
  }
  if (has(`${prefix}-http-ports`)) {
    return { protocol: 'http', by: `${prefix}-http-ports` };
  }
  const common = `${prefix}-protocol`;
  return { protocol: annotations[common] || 'tcp', by: common };
}

/** TLS ends at the regional one, and plain HTTP goes on, unless it is to pass TLS through. */
function listener(service: Service, port: ServicePort): Listener {
  const { protocol, by } = protocolOf(service, port);
  if (!isRegional(service) || protocol === 'tcp') {
    return { kind: 'carries', by: [] };
  }
  const clientTls = protocol !== 'http';
  if (clientTls && passesTls(service.meta.annotations)) {
    return { kind: 'carries', by: [passthrough] };
  }
  return { kind: 'ends', clientTls, backendTls: false, http: true, by: [by] };
}

/**
 * Whether it is the regional load balancer, and not the network one, which is the default of newer
 * controllers (do/loadbalancers.go, getType). Settings for HTTP and TLS, which that one has not, tell
 * of one that was made before.
 */
function isRegional(service: Service): boolean {
  const written = service.meta.annotations[type];
  if (written) return written !== 'REGIONAL_NETWORK';
  return service.ports.some(
    port => protocolOf(service, port).protocol !== 'tcp',
  );
}

function surroundings(_: ClusterState, service: Service): Surroundings {
  if (service.meta.annotations[type]) return {};
  const regional = isRegional(service);
  return {
    ...(regional && {
      addressing: {
        effect: 'node-port',
        by: 'a setting for HTTP or TLS',
        evidence: [annotationEvidence(service, type)],
        source: digitalOceanLb.addressing.source,
      },
    }),
    kindCaveats: [
      `${objectName(
        service,
      )} has no annotation ${type}: DigitalOcean makes a network load balancer of it since Kubernetes 1.33, and made a regional one before. A ${
        regional ? 'regional' : 'network'
      } one is taken for granted.`,
    ],
  };
}

const protocols: ReadonlySet<string> = new Set([
  'tcp',
  'http',
  'https',
  'http2',
  'http3',
]);

/** What its controller makes an error of (cloud-controller-manager/do/loadbalancers.go, buildForwardingRules). */
function refusals(service: Service): readonly string[] {
  if (!isRegional(service)) return [];
  const spoken = service.ports
    .filter(one => one.protocol === 'TCP')
    .map(port => protocolOf(service, port));
  const ways = tlsOn(service);
  const wrong = spoken.find(({ protocol }) =>
    protocol === 'https' || protocol === 'http2'
      ? ways.length !== 1
      : !protocols.has(protocol),
  );
  if (!wrong) return [];
  const why = protocols.has(wrong.protocol)
    ? `asks for ${wrong.protocol}, which needs either a certificate or ${passthrough}`
    : `is ${wrong.protocol}, which is no protocol of its`;
  return [
    `Annotation ${wrong.by} of ${objectName(
      service,
    )} ${why}: DigitalOcean's controller makes no load balancer of it.`,
  ];
}

export const digitalOcean: ServiceLoadBalancer = {
  vendor: digitalOceanLb,
  title: digitalOceanLb.title,
  classes: [],
  chosenBy: [],
  annotationPrefixes: [`${prefix}-`, 'kubernetes.digitalocean.com/load-'],
  provider: 'digitalocean',
  isDefault: true,
  addressing: digitalOceanLb.addressing,
  surroundings,
  listener,
  needsNodePorts: true,
  opensConnections: isRegional,
  proxyProtocol: [
    { key: `${prefix}-enable-proxy-protocol`, values: [...goTrue] },
  ],
  unmodelled: [],
  refusals,
  source: digitalOceanLb.addressing.source,
};
