import { objectName } from '../../state/evidence';
import type { Service } from '../../state/kinds/service';
import { goTrue } from '../edges/goBool';
import { hetznerLb } from '../vendors/hetznerLb';
import type { Listener, ServiceLoadBalancer } from './serviceLoadBalancer';

const prefix = 'load-balancer.hetzner.cloud';
const protocol = `${prefix}/protocol`;

/** One protocol for all ports; http and https read HTTP, and https ends TLS. */
function listener({ meta }: Service): Listener {
  const written = meta.annotations[protocol] as string | undefined;
  const spoken = written?.toLowerCase();
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

const known: readonly (string | undefined)[] = [
  undefined,
  'tcp',
  'http',
  'https',
];

/** Of a protocol that it does not know it makes an error (internal/annotation/name.go, validateServiceProtocol). */
function refusals(service: Service): readonly string[] {
  const spoken = service.meta.annotations[protocol] as string | undefined;
  if (known.includes(spoken?.toLowerCase())) return [];
  return [
    `Annotation ${protocol} of ${objectName(
      service,
    )} is ${spoken}, which Hetzner's controller does not know: it makes no load balancer of it.`,
  ];
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
  needsNodePorts: true,
  opensConnections: () => true,
  proxyProtocol: [{ key: `${prefix}/uses-proxyprotocol`, values: [...goTrue] }],
  // internal/config/load_balancer_envs.go
  proxyProtocolByDefault: 'HCLOUD_LOAD_BALANCERS_USES_PROXYPROTOCOL',
  unmodelled: [{ key: `${prefix}/protocol-ports` }],
  refusals,
  source: hetznerLb.addressing.source,
};
