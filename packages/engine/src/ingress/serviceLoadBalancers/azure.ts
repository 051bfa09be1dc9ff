import type { Service, ServicePort } from '../../state/kinds/service';
import { loadBalancerService } from '../vendors/loadBalancerService';
import type { HealthCheck, VendorDescription } from '../vendorDescription';
import type { Listener, ServiceLoadBalancer } from './serviceLoadBalancer';

const beta = 'service.beta.kubernetes.io';
const repository = 'kubernetes-sigs/cloud-provider-azure';
const source = `${repository} pkg/provider/azure_loadbalancer.go (getExpectedLBRules)`;
const probes = `${repository} pkg/provider/azure_loadbalancer_healthprobe.go (buildHealthProbeRulesForPort)`;
const privateLink = `${beta}/azure-pls`;

/** As its controller compares (pkg/consts/helpers.go, expectAttributeInSvcAnnotationBeEqualTo). */
function isTrue({ meta }: Service, key: string): boolean {
  return (meta.annotations[`${beta}/${key}`] ?? '').toLowerCase() === 'true';
}

/** An internal one with high availability ports has one rule for all of them. */
function hasOneRule(service: Service): boolean {
  return (
    isTrue(service, 'azure-load-balancer-internal') &&
    isTrue(service, 'azure-load-balancer-enable-high-availability-ports')
  );
}

function listener(service: Service, { port }: ServicePort): Listener {
  const leftOut = isTrue(service, `port_${port}_no_lb_rule`);
  return leftOut && !hasOneRule(service)
    ? { kind: 'closed' }
    : { kind: 'carries', by: [] };
}

/**
 * What it asks of a port: by the port's own annotation, by what it says of its protocol, by the
 * annotation for all. Where only nodes with pods get connections, it asks the nodes.
 */
function probeOf(service: Service, port: ServicePort): HealthCheck {
  const { annotations } = service.meta;
  const own = `${beta}/port_${port.port}_health-probe_`;
  const asked = annotations[`${own}port`] as string | undefined;
  if (isTrue(service, `port_${port.port}_no_probe_rule`)) return 'none';
  if (asked === undefined && service.externalTrafficPolicy === 'Local') {
    return 'none';
  }
  // Another port's answer says nothing of this one.
  const elsewhere = ![undefined, String(port.port), port.name].includes(asked);
  if (elsewhere) return 'none';
  const protocol =
    annotations[`${own}protocol`] ??
    port.appProtocol ??
    annotations[`${beta}/azure-load-balancer-health-probe-protocol`] ??
    'tcp';
  return ['http', 'https'].includes(protocol.trim().toLowerCase())
    ? 'request'
    : 'connection';
}

const vendor: VendorDescription = {
  ...loadBalancerService,
  healthCheck: {
    default: 'connection',
    source: probes,
    switches: [
      {
        on: 'port-number',
        key: 'the probe of the port',
        effect: (_, { service, port }) =>
          service && port && probeOf(service, port),
        source: probes,
      },
    ],
  },
};

export const azure: ServiceLoadBalancer = {
  vendor,
  title: 'Azure Load Balancer',
  classes: [],
  chosenBy: [],
  annotationPrefixes: [`${beta}/azure-`],
  provider: 'azure',
  isDefault: true,
  addressing: {
    default: 'service-vip',
    source,
    switches: [
      {
        on: 'service-annotation',
        key: `${beta}/azure-disable-load-balancer-floating-ip`,
        effect: value =>
          value.toLowerCase() === 'true' ? 'node-port' : undefined,
        source,
      },
    ],
  },
  listener,
  needsNodePorts: true,
  // By its private link alone (pkg/provider/azure_privatelinkservice.go).
  proxyProtocol: [
    { key: `${privateLink}-proxy-protocol`, values: ['true'], anyCase: true },
  ],
  unmodelled: [],
  source,
};
