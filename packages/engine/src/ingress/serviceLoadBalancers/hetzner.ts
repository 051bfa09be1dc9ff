import type { Service } from '../../state/kinds/service';
import { hetznerLb } from '../vendors/hetznerLb';
import type { Listener, ServiceLoadBalancer } from './serviceLoadBalancer';

const prefix = 'load-balancer.hetzner.cloud';
const protocol = `${prefix}/protocol`;

/** One protocol for all ports; http and https read HTTP, and https ends TLS. */
function listener({ meta }: Service): Listener {
  const spoken = meta.annotations[protocol] as string | undefined;
  if (spoken !== 'http' && spoken !== 'https') {
    return { kind: 'carries', by: [] };
  }
  return {
    kind: 'ends',
    clientTls: spoken === 'https',
    backendTls: false,
    http: true,
    by: [protocol],
  };
}

export const hetzner: ServiceLoadBalancer = {
  vendor: hetznerLb,
  title: hetznerLb.title,
  classes: [],
  chosenBy: [],
  annotationPrefixes: [`${prefix}/`],
  provider: 'hcloud',
  isDefault: true,
  addressing: hetznerLb.addressing,
  listener,
  proxyProtocol: [{ key: `${prefix}/uses-proxyprotocol`, values: ['true'] }],
  unmodelled: [],
  source: hetznerLb.addressing.source,
};
