import type { ClusterState } from '../../state/clusterState';
import { objectName } from '../../state/evidence';
import type { Service, ServicePort } from '../../state/kinds/service';
import { albBackendType, alibabaIngressPolicies } from '../policies/alibabaAlb';
import { loadBalancerService } from '../vendors/loadBalancerService';
import type { HealthCheck, VendorDescription } from '../vendorDescription';
import type {
  Listener,
  ServiceLoadBalancer,
  Surroundings,
} from './serviceLoadBalancer';

const source = 'kubernetes/cloud-provider-alibaba-cloud pkg/controller/service';
const backendSource =
  'kubernetes/cloud-provider-alibaba-cloud pkg/controller/helper/service.go (IsENIBackendType)';

const prefix = 'service.beta.kubernetes.io/alibaba-cloud-loadbalancer';
// The older one counts where the other is not there (reconcile/annotation/annotations.go, Get).
const prefixes = [prefix, 'service.beta.kubernetes.io/alicloud-loadbalancer'];
const networkClass = 'alibabacloud.com/nlb';

/** An annotation under either prefix: its name, and what it says. */
function read(
  { meta }: Service,
  name: string,
): { readonly key: string; readonly value: string } | undefined {
  return prefixes
    .map(one => `${one}-${name}`)
    .filter(key => key in meta.annotations)
    .map(key => ({ key, value: meta.annotations[key] }))
    .at(0);
}

/** What stands before a port in a list like "https:443,http:80". */
function pairs(value: string): readonly (readonly [string, string])[] {
  return value.split(',').map(one => {
    const [first, second = ''] = one.split(':');
    return [first, second] as const;
  });
}

function isNetwork({ loadBalancerClass }: Service): boolean {
  return loadBalancerClass === networkClass;
}

/** Protocols of a listener: those of the network load balancer, and of the classic one. */
const protocols = {
  network: ['tcp', 'udp', 'tcpssl'],
  classic: ['tcp', 'udp', 'http', 'https'],
} as const;

function spoken(service: Service, { port }: ServicePort): string {
  const told = pairs(read(service, 'protocol-port')?.value ?? '');
  const found = told.find(([, one]) => one === String(port));
  const protocol = found?.[0] ?? 'tcp';
  return isNetwork(service) ? protocol.toLowerCase() : protocol;
}

/** Of HTTP it makes a redirect where that is told for the port (clbv1/listeners.go, forwardPort). */
function redirects(service: Service, { port }: ServicePort): boolean {
  return pairs(read(service, 'forward-port')?.value ?? '').some(
    ([from]) => from === String(port),
  );
}

/** http and https read HTTP; https and tcpssl end TLS; none starts TLS of its own. */
function listener(service: Service, port: ServicePort): Listener {
  const protocol = spoken(service, port);
  if (protocol === 'http' && redirects(service, port)) {
    return { kind: 'closed' };
  }
  const http = protocol === 'http' || protocol === 'https';
  const clientTls = protocol === 'https' || protocol === 'tcpssl';
  if (!http && !clientTls) return { kind: 'carries', by: [] };
  const by = read(service, 'protocol-port')?.key;
  return {
    kind: 'ends',
    clientTls,
    backendTls: false,
    http,
    by: by === undefined ? [] : [by],
  };
}

/** Of protocols that it does not know its controller makes an error (clbv1/listeners.go, protocol). */
function refusals(service: Service): readonly string[] {
  const told = read(service, 'protocol-port');
  if (!told?.value) return [];
  const known: readonly string[] =
    protocols[isNetwork(service) ? 'network' : 'classic'];
  const wrong = pairs(told.value).find(
    ([protocol, port]) =>
      port === '' ||
      !known.includes(isNetwork(service) ? protocol.toLowerCase() : protocol),
  );
  if (!wrong) return [];
  return [
    `Annotation ${told.key} of ${objectName(service)} says ${wrong
      .filter(Boolean)
      .join(
        ':',
      )}, which is no protocol and port that Alibaba's controller takes: it makes no load balancer of it.`,
  ];
}

/** As for its load balancers of Ingresses: by the Service, then by the network of pods. */
function surroundings(state: ClusterState, service: Service): Surroundings {
  if (service.meta.annotations[albBackendType]) return {};
  const addressing = alibabaIngressPolicies(state, { service }).said
    ?.addressing;
  if (addressing) return { addressing };
  return {
    kindCaveats: [
      `Neither pods of Terway nor of Flannel are seen: that the load balancer dials node ports of ${objectName(
        service,
      )}, and not the pods behind, is taken for granted.`,
    ],
  };
}

/** It connects, unless it is told to ask for a page; of listeners of HTTP it checks nothing by default (clbv1/listeners.go). */
function checkOf(service: Service, port: ServicePort): HealthCheck {
  const found = listener(service, port);
  if (found.kind === 'ends' && found.http) {
    return read(service, 'health-check-flag')?.value === 'on'
      ? 'request'
      : 'none';
  }
  const asked = read(service, 'health-check-type')?.value.toLowerCase();
  return asked === 'http' ? 'request' : 'connection';
}

const vendor: VendorDescription = {
  ...loadBalancerService,
  healthCheck: {
    default: 'connection',
    source,
    switches: [
      {
        on: 'port-number',
        key: 'the check of the port',
        effect: (_, { service, port }) =>
          service && port && checkOf(service, port),
        source,
      },
    ],
  },
};

export const alibaba: ServiceLoadBalancer = {
  vendor,
  title: 'Alibaba Cloud load balancer',
  classes: [networkClass],
  chosenBy: [],
  annotationPrefixes: prefixes.map(one => `${one}-`),
  provider: 'alicloud',
  isDefault: true,
  addressing: {
    default: 'node-port',
    source: backendSource,
    switches: [
      {
        on: 'service-annotation',
        key: albBackendType,
        effect: value => {
          if (value === '') return undefined;
          return value === 'eni' ? 'pod-ip' : 'node-port';
        },
        source: backendSource,
      },
    ],
  },
  surroundings,
  listener,
  needsNodePorts: true,
  proxyProtocol: prefixes.map(one => ({
    key: `${one}-proxy-protocol`,
    values: ['on'],
    anyCase: true as const,
  })),
  unmodelled: [{ key: `${prefix}-type` }],
  refusals,
  source,
};
