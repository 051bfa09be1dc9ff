import type { Route } from '../../../ingress/edges/edge';
import { whoseLoadBalancer } from '../../../ingress/serviceLoadBalancers/whoseLoadBalancer';
import { gatewayServers, podOf } from '../../../mesh';
import { slicesOf } from '../../../completion/slicesOfService';
import type { ServiceFacts } from '../../../posture/serviceFacts';
import type { ClusterState } from '../../../state/clusterState';
import { istioGateways } from '../../../state/kinds/istioGateway';
import { Service, ServicePort, services } from '../../../state/kinds/service';
import { virtualServices } from '../../../state/kinds/virtualService';
import { createObject } from '../../createObject';
import { freeName } from '../../freeName';
import type { ChainTarget } from '../../istioGatewayService';
import type { PlannedStep } from '../../plan';
import { serviceHost } from '../../serviceHost';
import { createStep } from '../../steps';
import { itself } from '../../touched';
import { closeOpening } from './closeOpening';
import { createdStep } from './createdStep';
import { openingAnnotations } from './openingAnnotations';

/** How the gateway is to serve one port of the Service. */
interface Served {
  readonly port: ServicePort;
  /** Port of the gateway's pods that nothing else has. */
  readonly gatewayPort: number;
  readonly protocol: 'HTTP' | 'HTTP2' | 'TLS' | 'TCP';
}

// Where looking for free ports of the gateway begins: no privileged ones, below those that Linux lends to clients.
const firstPort = 18000;

/**
 * A door of its own at the Istio gateway for a Service that is open to the outside by itself: the same
 * ports, led to ports of the gateway's pods that serve nothing but this Service. Clients go there, and the
 * old door is closed. A sentence where that cannot be.
 */
export function moveOpening(
  facts: ServiceFacts,
  routes: readonly Route[],
  target: ChainTarget,
): readonly PlannedStep[] | string {
  const { service, state } = facts;
  const hindrance = hindranceOf(facts, routes);
  if (hindrance !== undefined) return hindrance;
  const served = servedPorts(state, service, routes, target);
  const gateway = gatewayManifest(state, service, target, served);
  const { namespace, name } = service.meta;
  const virtualService = {
    apiVersion: 'networking.istio.io/v1',
    kind: 'VirtualService',
    metadata: {
      name: freeName(state, virtualServices, namespace, `${name}-door`),
      namespace,
    },
    spec: {
      hosts: ['*'],
      gateways: [gateway.metadata.name],
      ...rulesFor(service, served),
    },
  };
  return [
    createdStep('Serve its ports at the Istio gateway', gateway, facts),
    createdStep('Lead them to the Service', virtualService, facts),
    openDoor(facts, doorManifest(state, service, target, served)),
    closeOpening(facts),
  ];
}

/** Why no patch of ours can open the same door elsewhere. */
function hindranceOf(
  { state, service, paths }: ServiceFacts,
  routes: readonly Route[],
): string | undefined {
  const what = `Service ${service.meta.namespace}/${service.meta.name}`;
  const leaning = paths.find(
    ({ facts: { route } }) =>
      route !== undefined &&
      route.object !== service &&
      route.dial.addressing === 'node-port',
  );
  if (leaning) {
    return `${leaning.path.edge.title} dials node ports of ${what}: put the gateway behind that first, and let these go then.`;
  }
  if (service.externalIps.length > 0) {
    return `${what} is open at addresses of its own, which two Services cannot have: lead its clients to the gateway, and take spec.externalIPs away then.`;
  }
  if (service.ports.some(port => port.protocol !== 'TCP')) {
    return `${what} takes more than TCP, which an Istio gateway does not pass on: give its TCP ports a Service of their own first.`;
  }
  if (routes.some(({ dial }) => dial.tls?.startedBy === 'edge')) {
    return `The load balancer of ${what} starts TLS towards it: the gateway would need a certificate in a Secret of its namespace, and Secrets are never read.`;
  }
  // Whosever it is, the gateway gets from its like what the pods get from it.
  const whose = new Set(whoseLoadBalancer(state, service).caveats);
  const open = routes
    .flatMap(({ dial }) => dial.caveats)
    .find(caveat => !whose.has(caveat));
  return (
    open &&
    `What the gateway would get from a load balancer like that of ${what} is not known. ${open}`
  );
}

function servedPorts(
  state: ClusterState,
  service: Service,
  routes: readonly Route[],
  target: ChainTarget,
): readonly Served[] {
  const taken = takenPorts(state, target);
  let next = firstPort;
  return service.ports.map(port => {
    while (taken.has(next)) next += 1;
    const gatewayPort = next;
    next += 1;
    const route = routes.find(one => one.backend.port === port.port);
    return { port, gatewayPort, protocol: protocolOf(route) };
  });
}

/** Ports that pods of the gateway listen on, as far as anybody says, and all that its Services name. */
function takenPorts(
  state: ClusterState,
  { service, pod: key }: ChainTarget,
): ReadonlySet<number> {
  const pod = podOf(state, key);
  const { namespace } = service.meta;
  return new Set([
    ...(pod ? gatewayServers(state, pod).map(one => one.port) : []),
    ...(pod?.containers ?? []).flatMap(({ ports }) =>
      ports.map(one => one.containerPort),
    ),
    ...state
      .inNamespace(services, namespace)
      .flatMap(({ ports }) =>
        ports.flatMap(({ port, targetPort }) => [port, Number(targetPort)]),
      ),
  ]);
}

function protocolOf(route: Route | undefined): Served['protocol'] {
  if (route?.dial.tls) return 'TLS';
  switch (route?.dial.protocol) {
    case 'http':
      return 'HTTP';
    case 'http2':
      return 'HTTP2';
    default:
      return 'TCP';
  }
}

function gatewayManifest(
  state: ClusterState,
  { meta: { namespace, name } }: Service,
  { selector }: ChainTarget,
  served: readonly Served[],
) {
  return {
    apiVersion: 'networking.istio.io/v1',
    kind: 'Gateway',
    metadata: {
      name: freeName(state, istioGateways, namespace, `${name}-door`),
      namespace,
    },
    spec: {
      selector,
      servers: served.map(({ gatewayPort: number, protocol }) => ({
        port: {
          number,
          name: `${protocol.toLowerCase()}-${number}`,
          protocol,
        },
        hosts: [`${namespace}/*`],
        ...(protocol === 'TLS' && { tls: { mode: 'PASSTHROUGH' } }),
      })),
    },
  };
}

function rulesFor(service: Service, served: readonly Served[]) {
  const host = serviceHost(service);
  const rules = (protocols: readonly Served['protocol'][], more: object) =>
    served
      .filter(one => protocols.includes(one.protocol))
      .map(({ port, gatewayPort }) => ({
        match: [{ port: gatewayPort, ...more }],
        route: [{ destination: { host, port: { number: port.port } } }],
      }));
  const all = {
    http: rules(['HTTP', 'HTTP2'], {}),
    tls: rules(['TLS'], { sniHosts: ['*'] }),
    tcp: rules(['TCP'], {}),
  };
  return Object.fromEntries(
    Object.entries(all).filter(([, some]) => some.length > 0),
  );
}

/** A Service like the old one, before the gateway's pods. */
function doorManifest(
  state: ClusterState,
  service: Service,
  target: ChainTarget,
  served: readonly Served[],
) {
  const { namespace, name, annotations } = service.meta;
  const place = target.service.meta.namespace;
  const { type, loadBalancerClass, externalTrafficPolicy } = service;
  const kept = openingAnnotations(annotations);
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: {
      name: freeName(state, services, place, `${namespace}-${name}`),
      namespace: place,
      // Its ports are for this Service alone: servers of others keep the ones that they have.
      labels: {
        'experimental.istio.io/disable-gateway-port-translation': 'true',
      },
      ...(Object.keys(kept).length > 0 && { annotations: kept }),
    },
    spec: {
      type,
      ...(loadBalancerClass !== undefined && { loadBalancerClass }),
      ...(service.loadBalancerSourceRanges.length > 0 && {
        loadBalancerSourceRanges: service.loadBalancerSourceRanges,
      }),
      ...(externalTrafficPolicy !== undefined && { externalTrafficPolicy }),
      selector: target.selector,
      ports: served.map(({ port, gatewayPort }) => ({
        name: port.name ?? `port-${port.port}`,
        port: port.port,
        targetPort: gatewayPort,
        ...(port.appProtocol !== undefined && {
          appProtocol: port.appProtocol,
        }),
      })),
    },
  };
}

function openDoor(
  facts: ServiceFacts,
  manifest: ReturnType<typeof doorManifest>,
): PlannedStep {
  const { namespace, name } = manifest.metadata;
  return {
    step: createStep('Open the same door before the gateway', manifest),
    apply: copy => {
      createObject(copy, manifest);
      const made = copy.get(services, namespace, name);
      if (!made) return;
      for (const slice of slicesOf(copy, made, '')) copy.upsert(slice);
    },
    touches: () => [itself(facts)],
  };
}
