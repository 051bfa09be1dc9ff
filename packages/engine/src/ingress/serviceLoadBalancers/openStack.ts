import { objectName } from '../../state/evidence';
import type { Service } from '../../state/kinds/service';
import { loadBalancerService } from '../vendors/loadBalancerService';
import { Listener, marksOn, ServiceLoadBalancer } from './serviceLoadBalancer';

const prefix = 'loadbalancer.openstack.org';
const certificate = `${prefix}/default-tls-container-ref`;
const forwarded = `${prefix}/x-forwarded-for`;
const source =
  'kubernetes/cloud-provider-openstack pkg/openstack/loadbalancer.go';

const proxyProtocol = [
  { key: `${prefix}/proxy-protocol`, values: ['true', 'v1', 'v2'] },
];

/** A certificate makes it TERMINATED_HTTPS, and headers of its own HTTP, for all ports (buildListenerCreateOpt). */
function listener({ meta }: Service): Listener {
  const clientTls = Boolean(meta.annotations[certificate]);
  const adds = meta.annotations[forwarded] === 'true';
  if (!clientTls && !adds) return { kind: 'carries', by: [] };
  return {
    kind: 'ends',
    clientTls,
    backendTls: false,
    http: true,
    by: [...(clientTls ? [certificate] : []), ...(adds ? [forwarded] : [])],
  };
}

/** It takes one way to tell the client's address (makeSvcConf). */
function refusals(service: Service): readonly string[] {
  const [proxied] = marksOn(service, proxyProtocol);
  if (!proxied || service.meta.annotations[forwarded] !== 'true') return [];
  return [
    `${objectName(service)} asks for ${
      proxied.key
    } and for ${forwarded}, which OpenStack's controller does not take together: it makes no load balancer of it.`,
  ];
}

export const openStack: ServiceLoadBalancer = {
  vendor: loadBalancerService,
  title: 'OpenStack Octavia load balancer',
  classes: [],
  chosenBy: [],
  annotationPrefixes: [`${prefix}/`],
  provider: 'openstack',
  isDefault: true,
  addressing: { default: 'node-port', source, switches: [] },
  listener,
  needsNodePorts: true,
  proxyProtocol,
  unmodelled: [],
  refusals,
  source,
};
