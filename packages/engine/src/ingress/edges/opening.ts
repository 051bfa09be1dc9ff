import type { Reason } from '../../posture/servicePosture';
import type { ClusterState } from '../../state/clusterState';
import { evidenceOf, objectName } from '../../state/evidence';
import type { Pod } from '../../state/kinds/pod';
import type { Service, ServicePort } from '../../state/kinds/service';
import type { Labels } from '../../state/read';
import { matchesLabels } from '../../state/selector';
import type { Dial } from '../dial/dial';
import { controllersOf as instancesOf } from './cloudEdge';
import { variableOf } from './flagOf';
import { goTrue } from './goBool';
import { isExposed, isOpen } from './isOpen';
import { placesOf } from '../dial/places';
import {
  marksOn,
  ServiceLoadBalancer,
  Surroundings,
} from '../serviceLoadBalancers/serviceLoadBalancer';
import {
  Ownership,
  whoseLoadBalancer,
} from '../serviceLoadBalancers/whoseLoadBalancer';
import { resolveSetting, SettingPlaces } from '../dial/setting';
import { vendorAsSubject, VendorDescription } from '../vendorDescription';
import {
  loadBalancerService,
  openingTitles,
} from '../vendors/loadBalancerService';

const source =
  'kubernetes.io/docs/concepts/services-networking/service/#publishing-services-service-types';

/** How one port is dialled from outside. */
export interface OpenAddressing {
  readonly effect: Dial['addressing'];
  readonly reason: Reason;
}

/** The way in that a Service offers by itself: its load balancer, node port, or external address. */
export interface Opening {
  readonly vendor: VendorDescription;
  readonly title: string;
  readonly kind: keyof typeof openingTitles;
  readonly listener?: ServiceLoadBalancer['listener'];
  /** It ends connections and opens its own: nodes see its address, and no client's. */
  readonly opensConnections?: boolean;
  /** Only the first port of the Service is open. */
  readonly firstPortAlone?: true;
  /** The pods that serve it; undefined for what is outside the cluster. */
  readonly pods?: readonly Pod[];
  /** `of` is the Service that the port is of, where that is another one. */
  readonly addressingOf: (port: ServicePort, of?: Service) => OpenAddressing;
  readonly reasons: readonly Reason[];
  /** What it leans on, where it is less than proven. */
  readonly caveats: readonly string[];
  /** Of these, what is said of headers that it puts before what clients send. */
  readonly headerCaveats?: readonly string[];
  /** With what the caveats say, nobody can tell whether there is a load balancer. */
  readonly unknown?: boolean;
}

/** The outermost way in; a load balancer's node ports are part of it. */
export function openingOf(
  state: ClusterState,
  service: Service,
): Opening | undefined {
  if (!isOpen(service)) return undefined;
  if (service.type === 'LoadBalancer' || isExposed(service)) {
    const ownership = whoseLoadBalancer(state, service);
    return loadBalancerOpening(state, service, ownership);
  }
  return service.type === 'NodePort'
    ? nodePortOpening(service)
    : externalIpOpening(service);
}

function loadBalancerOpening(
  state: ClusterState,
  service: Service,
  { product, reason, caveats }: Ownership,
): Opening {
  const vendor = product?.vendor ?? loadBalancerService;
  const title = product?.title ?? openingTitles.LoadBalancer;
  const [controller] = instancesOf(state, vendor);
  const around = product?.surroundings?.(state, service) ?? {};
  const addressingOf = (port: ServicePort, of = service) =>
    balancedAddressing(
      { ...placesOf(state, service, controller), service },
      of,
      port,
      { ...vendor, title },
      product,
      around.addressing,
    );
  const refused = product ? refusals(service, product, addressingOf) : [];
  const headerCaveats = product
    ? headersOn(service, product, controller?.pods ?? [])
    : [];
  return {
    vendor,
    title,
    kind: 'LoadBalancer',
    ...(product?.listener && { listener: product.listener }),
    ...(product?.opensConnections?.(service) && { opensConnections: true }),
    ...(product?.firstPortAlone && { firstPortAlone: true }),
    pods: product?.podsOf
      ? podsWith(state, product, product.podsOf(service))
      : undefined,
    addressingOf,
    reasons: [
      {
        text: `${objectName(service)} is open to the outside by itself: ${
          service.type === 'LoadBalancer'
            ? 'type LoadBalancer'
            : 'an annotation asks for a load balancer'
        }.`,
        evidence: [
          evidenceOf(service, 'spec.type', service.type),
          evidenceOf(
            service,
            'status.loadBalancer.ingress',
            service.loadBalancerAddresses.join(', ') || undefined,
          ),
        ],
        source,
      },
      reason,
    ],
    caveats: [
      ...refused,
      ...caveats,
      ...(around.caveats ?? []),
      ...headerCaveats,
      ...(product ? doubtsOn(service, product) : []),
    ],
    ...(headerCaveats.length > 0 && { headerCaveats }),
    ...(refused.length > 0 && { unknown: true }),
  };
}

/** What keeps a product from making the load balancer that is asked for. */
function refusals(
  service: Service,
  product: ServiceLoadBalancer,
  addressingOf: Opening['addressingOf'],
): readonly string[] {
  const without = product.needsNodePorts
    ? service.ports.filter(
        port =>
          port.nodePort === undefined &&
          addressingOf(port).effect === 'node-port',
      )
    : [];
  return [
    ...(product.refusals?.(service) ?? []),
    ...(without.length > 0
      ? [
          `${objectName(service)} has no node port for port ${without
            .map(({ port }) => port)
            .join(
              ', ',
            )}, which its load balancer would dial: its controller refuses to make one, or makes it without targets there.`,
        ]
      : []),
  ];
}

const reaches: Readonly<Record<Dial['addressing'], string>> = {
  'pod-ip': 'dials pod IPs',
  'node-port': 'dials node ports',
  'service-vip': 'hands connections to the nodes under its own address',
};

function balancedAddressing(
  places: SettingPlaces,
  service: Service,
  port: ServicePort,
  vendor: VendorDescription,
  product: ServiceLoadBalancer | undefined,
  around: Surroundings['addressing'],
): OpenAddressing {
  const set = resolveSetting((product ?? loadBalancerService).addressing, {
    ...places,
    port,
  });
  const resolved = set.by === undefined ? around ?? set : set;
  // Without a node port (allocateLoadBalancerNodePorts: false) nodes are reached by address, where
  // the load balancer can do without.
  const noNodePort =
    resolved.effect === 'node-port' &&
    port.nodePort === undefined &&
    !product?.needsNodePorts;
  const effect = noNodePort ? 'service-vip' : resolved.effect;
  const nodePort = evidenceOf(service, 'spec.ports[].nodePort', port.nodePort);
  const because = resolved.by
    ? `${resolved.by} says so`
    : 'that is its default, and nothing here changes it';
  return {
    effect,
    reason: {
      text: noNodePort
        ? `Port ${port.port} has no node port: nodes are reached at the load balancer's address.`
        : `${vendorAsSubject(vendor)} ${reached(vendor, effect)}: ${because}.`,
      evidence: noNodePort ? [nodePort] : [...resolved.evidence, nodePort],
      source: resolved.source,
    },
  };
}

function reached(
  { placement }: VendorDescription,
  addressing: Dial['addressing'],
): string {
  return placement === 'in-cluster' && addressing === 'service-vip'
    ? "dials the Service's address"
    : reaches[addressing];
}

function headersOn(
  service: Service,
  product: ServiceLoadBalancer,
  controllers: readonly Pod[],
): readonly string[] {
  const proxied = marksOn(service, product.proxyProtocol).map(
    ({ key }) =>
      `Annotation ${key} of ${objectName(
        service,
      )} makes the load balancer put a PROXY protocol header before what clients send: whether the pods behind read it is not analysed.`,
  );
  return [...proxied, ...proxiedByDefault(service, product, controllers)];
}

/** Settings of a product that are seen and not modelled. */
function doubtsOn(
  service: Service,
  { unmodelled }: ServiceLoadBalancer,
): readonly string[] {
  return marksOn(service, unmodelled).map(
    ({ key }) =>
      `Annotation ${key} of ${objectName(
        service,
      )} changes what the load balancer does with connections in ways that are not analysed.`,
  );
}

function proxiedByDefault(
  service: Service,
  { proxyProtocol, proxyProtocolByDefault: name }: ServiceLoadBalancer,
  controllers: readonly Pod[],
): readonly string[] {
  const isSaid = proxyProtocol.some(
    ({ key }) => key in service.meta.annotations,
  );
  if (name === undefined || isSaid) return [];
  const pod = controllers.find(one => goTrue.has(variableOf(one, name) ?? ''));
  if (!pod) return [];
  return [
    `Variable ${name} of ${objectName(
      pod,
    )} makes load balancers put a PROXY protocol header before what clients send: whether the pods behind read it is not analysed.`,
  ];
}

function podsWith(
  state: ClusterState,
  { vendor }: ServiceLoadBalancer,
  labels: Labels,
): readonly Pod[] {
  return instancesOf(state, vendor)
    .flatMap(instance => instance.pods)
    .filter(pod => matchesLabels(labels, pod.meta.labels));
}

function nodePortOpening(service: Service): Opening {
  return {
    vendor: loadBalancerService,
    title: openingTitles.NodePort,
    kind: 'NodePort',
    addressingOf: port => ({
      effect: 'node-port',
      reason: {
        text: `${objectName(service)} is open on every node, at port ${
          port.nodePort ?? 'of its own'
        }.`,
        evidence: [
          evidenceOf(service, 'spec.type', service.type),
          evidenceOf(service, 'spec.ports[].nodePort', port.nodePort),
        ],
        source,
      },
    }),
    reasons: [],
    caveats: [],
  };
}

function externalIpOpening(service: Service): Opening {
  return {
    vendor: loadBalancerService,
    title: openingTitles.ExternalIP,
    kind: 'ExternalIP',
    addressingOf: port => ({
      effect: 'service-vip',
      reason: {
        text: `Nodes take what is sent to ${service.externalIps.join(
          ', ',
        )}, port ${port.port}, for ${objectName(service)}.`,
        evidence: [
          evidenceOf(
            service,
            'spec.externalIPs',
            service.externalIps.join(', '),
          ),
        ],
        source:
          'kubernetes.io/docs/concepts/services-networking/service/#external-ips',
      },
    }),
    reasons: [],
    caveats: [],
  };
}
