import type { Service, ServicePort } from '../../state/kinds/service';
import { digitalOceanLb } from '../vendors/digitalOceanLb';
import { listOn, Listener, ServiceLoadBalancer } from './serviceLoadBalancer';

const prefix = 'service.beta.kubernetes.io/do-loadbalancer';
const passthrough = `${prefix}-tls-passthrough`;
const certificates = [`${prefix}-certificate-id`, `${prefix}-certificate-name`];

/** The protocol of one port: its own list, then 443 where TLS is set up, then that of all ports. */
function protocolOf(
  service: Service,
  { port }: ServicePort,
): { readonly protocol: string; readonly by: string } {
  const has = (key: string) => listOn(service, key)?.includes(String(port));
  const { annotations } = service.meta;
  const tlsIsSetUp = [passthrough, ...certificates].find(
    key => annotations[key] && annotations[key] !== 'false',
  );
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

/** TLS ends at the load balancer, and plain HTTP goes on, unless it is to pass TLS through. */
function listener(service: Service, port: ServicePort): Listener {
  const { protocol, by } = protocolOf(service, port);
  if (protocol === 'tcp') return { kind: 'carries', by: [] };
  const clientTls = protocol !== 'http';
  if (clientTls && service.meta.annotations[passthrough] === 'true') {
    return { kind: 'carries', by: [passthrough] };
  }
  return { kind: 'ends', clientTls, backendTls: false, http: true, by: [by] };
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
  listener,
  proxyProtocol: [{ key: `${prefix}-enable-proxy-protocol`, values: ['true'] }],
  unmodelled: [],
  source: digitalOceanLb.addressing.source,
};
