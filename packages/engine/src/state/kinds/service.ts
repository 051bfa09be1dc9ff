import { defineKind } from '../kindDefinition';
import { KubeObject } from '../meta';
import { indexBy } from '../objectIndex';
import { at, flag, items, Labels, labels, text, texts, whole } from '../read';

export interface ServicePort {
  readonly name?: string;
  readonly port: number;
  /** Number, or name of a container port; the Service port's number when not set. */
  readonly targetPort: number | string;
  readonly nodePort?: number;
  readonly protocol: string;
  readonly appProtocol?: string;
}

export interface Service extends KubeObject {
  readonly kind: 'Service';
  readonly type: string;
  /** Empty for headless Services and ExternalName. */
  readonly clusterIps: readonly string[];
  readonly headless: boolean;
  readonly externalName?: string;
  readonly externalIps: readonly string[];
  /** Undefined: endpoints are kept by somebody else. */
  readonly selector?: Labels;
  readonly ports: readonly ServicePort[];
  readonly loadBalancerClass?: string;
  /** Addresses and host names that the load balancer got. */
  readonly loadBalancerAddresses: readonly string[];
  /** Addresses of clients that its load balancer lets in; empty: any. */
  readonly loadBalancerSourceRanges: readonly string[];
  readonly publishNotReadyAddresses: boolean;
  /** Cluster or Local: whether a node passes connections from outside on to pods of other nodes. */
  readonly externalTrafficPolicy?: string;
  /** Local: connections from inside the cluster stay on the client's node. */
  readonly internalTrafficPolicy?: string;
}

export const services = defineKind<Service>({
  group: '',
  kind: 'Service',
  plural: 'services',
  versions: ['v1'],
  namespaced: true,
  purpose: 'what routes lead to, port protocols, load balancers and node ports',
  trim: trimService,
});

function trimService(object: unknown, meta: Service['meta']): Service {
  const type = text(object, 'spec', 'type') ?? 'ClusterIP';
  const externalName = text(object, 'spec', 'externalName');
  const loadBalancerClass = text(object, 'spec', 'loadBalancerClass');
  const externalTrafficPolicy = text(object, 'spec', 'externalTrafficPolicy');
  const internalTrafficPolicy = text(object, 'spec', 'internalTrafficPolicy');
  const addresses = clusterAddresses(object);
  const selector = labels(object, 'spec', 'selector');
  return {
    kind: 'Service',
    meta,
    type,
    clusterIps: addresses.filter(address => address !== 'None'),
    headless: addresses.includes('None'),
    ...(externalName !== undefined && { externalName }),
    externalIps: texts(object, 'spec', 'externalIPs'),
    ...(Object.keys(selector).length > 0 && { selector }),
    ports: items(object, 'spec', 'ports').flatMap(trimPort),
    ...(loadBalancerClass !== undefined && { loadBalancerClass }),
    loadBalancerAddresses: items(
      object,
      'status',
      'loadBalancer',
      'ingress',
    ).flatMap(one => text(one, 'ip') ?? text(one, 'hostname') ?? []),
    loadBalancerSourceRanges: texts(object, 'spec', 'loadBalancerSourceRanges'),
    publishNotReadyAddresses:
      flag(object, 'spec', 'publishNotReadyAddresses') ?? false,
    ...(externalTrafficPolicy !== undefined && { externalTrafficPolicy }),
    ...(internalTrafficPolicy !== undefined && { internalTrafficPolicy }),
  };
}

function clusterAddresses(object: unknown): readonly string[] {
  const first = text(object, 'spec', 'clusterIP');
  const all = texts(object, 'spec', 'clusterIPs');
  return first === undefined || all.includes(first) ? all : [first, ...all];
}

function trimPort(port: unknown): ServicePort[] {
  const number = whole(port, 'port');
  if (number === undefined) return [];
  const name = text(port, 'name');
  const nodePort = whole(port, 'nodePort');
  const appProtocol = text(port, 'appProtocol');
  const target = at(port, 'targetPort');
  return [
    {
      ...(name !== undefined && { name }),
      port: number,
      targetPort: whole(target) || text(target) || number,
      ...(nodePort !== undefined && nodePort !== 0 && { nodePort }),
      protocol: text(port, 'protocol') ?? 'TCP',
      ...(appProtocol !== undefined && { appProtocol }),
    },
  ];
}

/** Services by the addresses that kube-proxy forwards: ClusterIPs, external and load-balancer ones. */
export const servicesByAddress = indexBy(services, service => [
  ...service.clusterIps,
  ...service.externalIps,
  ...service.loadBalancerAddresses,
]);

/** Services by the node ports that kube-proxy forwards to them. */
export const servicesByNodePort = indexBy(services, service =>
  service.ports.flatMap(port => (port.nodePort ? [`${port.nodePort}`] : [])),
);
