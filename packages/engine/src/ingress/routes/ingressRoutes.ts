import type { ServiceKey } from '../../posture/serviceKey';
import type { ClusterState } from '../../state/clusterState';
import { deriveEach, deriveFromAny } from '../../state/derived';
import { partsOf } from '../../state/inParts';
import { byName } from '../../state/objectIndex';
import {
  ingressesByBackend,
  ingressesByBackendPart,
  leadMany,
} from './ingressesByBackend';
import { ingressDial, ingressDropped, ServedRule } from '../dial/ingressDial';
import type { Ingress, IngressRule } from '../../state/kinds/ingress';
import { Service, ServicePort, services } from '../../state/kinds/service';
import { cloudEdge } from '../edges/cloudEdge';
import type { Edge, Route } from '../edges/edge';
import {
  IngressServer,
  ingressServers,
  passesOver,
} from '../edges/ingressClassOf';
import { Instance, instanceRef } from '../edges/instances';
import { isTlsHost } from './isTlsHost';
import type { LeftOut, RouteReader } from './routeReader';
import { servicePort } from '../dial/servicePort';
import { matchesLabels } from '../../state/selector';
import { VendorDescription, vendorAsSubject } from '../vendorDescription';
import { watches } from '../edges/watchedNamespaces';

/** Ingresses, at every edge of a known vendor that serves them. */
export const ingressRoutes: RouteReader = {
  routesTo: ingressRoutesTo,
  leftOut,
  unclaimed: (state, { meta: { namespace, name } }) =>
    unclaimedBefore(state, `${namespace}/${name}`).map(ingress => ({
      object: ingress,
      why: unclaimedWhy(ingress),
    })),
};

const unclaimedOfPart = deriveEach(
  () => [],
  (state, part) =>
    unclaimedOf(state, state.lookup(ingressesByBackendPart, part)),
  (_, compute) => deriveFromAny(compute),
);

function unclaimedBefore(
  state: ClusterState,
  backend: string,
): readonly Ingress[] {
  if (!leadMany(state, backend)) {
    return unclaimedOf(state, state.lookup(ingressesByBackend, backend));
  }
  return partsOf(backend)
    .flatMap(part => state.read(unclaimedOfPart(part)))
    .sort(byName);
}

function unclaimedOf(
  state: ClusterState,
  some: readonly Ingress[],
): readonly Ingress[] {
  return some.filter(
    one => ingressServers(state, one).length === 0 && !passesOver(state, one),
  );
}

function unclaimedWhy(ingress: Ingress): string {
  const named = [
    ingress.className,
    ingress.meta.annotations['kubernetes.io/ingress.class'],
  ].filter((name): name is string => name !== undefined);
  const classes = [...new Set(named)].join(' by field and ');
  const whose =
    classes === ''
      ? 'names no class, and there is no default one'
      : `is of class ${classes}${
          classes.includes(' ') ? ' by annotation' : ''
        }, whose controller is not known here`;
  return `and ${whose}: what its controller sends, if one serves it, could not be worked out.`;
}

/** Routes of one part of the Ingresses that lead to a Service. */
const routesOfPart = deriveEach(
  () => [],
  (state, part): ReadonlyMap<Ingress, readonly Route[]> => {
    const service = state.at(services, part.slice(0, part.lastIndexOf('|')));
    const leading = service ? state.lookup(ingressesByBackendPart, part) : [];
    return new Map(
      leading.map(one => [one, routesOf(state, service!, one)] as const),
    );
  },
  (_, compute) => deriveFromAny(compute),
);

export function ingressRoutesTo(
  state: ClusterState,
  service: Service,
): readonly Route[] {
  const { namespace, name } = service.meta;
  const key = `${namespace}/${name}`;
  const leading = state.lookup(ingressesByBackend, key);
  if (!leadMany(state, key) || state.at(services, key) !== service) {
    return leading.flatMap(one => routesOf(state, service, one));
  }
  const found = partsOf(key).map(part => state.read(routesOfPart(part)));
  const routes = new Map(found.flatMap(one => [...one]));
  return leading.flatMap(one => routes.get(one) ?? []);
}

function routesOf(
  state: ClusterState,
  service: Service,
  ingress: Ingress,
): readonly Route[] {
  return servedRules(state, service, ingress).flatMap(one =>
    ruleRoutes(state, one),
  );
}

function leftOut(state: ClusterState, service: Service): readonly LeftOut[] {
  return [...passedOver(state, service), ...dropped(state, service)];
}

/** Ingresses that name a class in a way that its controller does not read. */
function passedOver(
  state: ClusterState,
  { meta: { namespace, name } }: Service,
): readonly LeftOut[] {
  return state
    .lookup(ingressesByBackend, `${namespace}/${name}`)
    .filter(ingress => ingressServers(state, ingress).length === 0)
    .flatMap(ingress => {
      const vendor = passesOver(state, ingress);
      if (!vendor) return [];
      const edge = vendorAsSubject(vendor);
      const why =
        'it names its class by annotation, which its controller does not go by';
      return [{ object: ingress, edge, why }];
    });
}

function dropped(state: ClusterState, service: Service): readonly LeftOut[] {
  const { namespace, name } = service.meta;
  const rules = state
    .lookup(ingressesByBackend, `${namespace}/${name}`)
    .flatMap(ingress => servedRules(state, service, ingress));
  return rules.flatMap(one => {
    const why = ingressDropped(state, one);
    const edge = vendorAsSubject(one.server.vendor);
    return why === undefined ? [] : [{ object: one.ingress, edge, why }];
  });
}

/** A rule at one edge that serves it. */
export interface RuleAtEdge extends ServedRule {
  readonly edge: Edge;
}

function servedRules(
  state: ClusterState,
  service: Service,
  ingress: Ingress,
): readonly RuleAtEdge[] {
  const { name } = service.meta;
  const rules = ingress.rules.filter(rule => rule.backend.service === name);
  return ingressServers(state, ingress)
    .filter(({ vendor }) => !isIstiosOwn(vendor))
    .flatMap(server =>
      edgesOf(state, ingress, server).flatMap(({ edge, instance }) =>
        rules.flatMap(rule => {
          const { vendor } = server;
          const port = ingressPort(service, rule, vendor);
          if (!port) return [];
          const led = { ingress, rule, service, port, server, instance };
          const dialled = vendor.portDialled?.(led) ?? port;
          return [{ ...led, port: dialled, edge }];
        }),
      ),
    );
}

/** Istio's own Ingress support is an Istio gateway: the mesh room binds it. */
function isIstiosOwn({ id }: VendorDescription): boolean {
  return id === 'istio';
}

/** An edge that serves an Ingress, and the installation whose settings hold there. */
export interface ServingEdge {
  readonly edge: Edge;
  readonly instance?: Instance;
}

/** Where an Ingress is served: at the pods of each installation, or at an edge without any. */
export function edgesOf(
  state: ClusterState,
  ingress: Ingress,
  server: IngressServer,
): readonly ServingEdge[] {
  const { vendor, reasons } = server;
  const isWatching = (one: Instance) => watches(state, one, ingress, 'Ingress');
  if (vendor.placement === 'cloud') {
    const [instance] = server.instances.filter(isWatching);
    if (server.instances.length > 0 && !instance) return [];
    const edge = cloudEdge(vendor, 'LoadBalancer', ingress, reasons);
    return [{ edge, ...(instance && { instance }) }];
  }
  const watching = server.instances.filter(isWatching);
  if (server.instances.length > 0 && watching.length === 0) return [];
  const running = watching.flatMap(one => servingPart(one, ingress));
  if (running.length === 0) {
    const { id, title } = vendor;
    const name = server.className;
    const ref = {
      vendor: id,
      title,
      kind: 'IngressClass',
      namespace: '',
      name,
    };
    return [{ edge: { vendor, ref, pods: [], reasons } }];
  }
  return running.map(instance => ({
    instance,
    edge: { vendor, ref: instanceRef(instance), pods: instance.pods, reasons },
  }));
}

/** An installation with the pods that serve an Ingress: all of them, unless each has its own. */
function servingPart(
  instance: Instance,
  ingress: Ingress,
): readonly Instance[] {
  const wanted = instance.vendor.podsOfRoute?.(ingress);
  if (!wanted) return [instance];
  const pods = instance.pods.filter(pod =>
    matchesLabels(wanted, pod.meta.labels),
  );
  return pods.length === 0 ? [] : [{ ...instance, pods }];
}

/** The routes that a rule makes at one edge, one for each host. */
export function ruleRoutes(
  state: ClusterState,
  served: RuleAtEdge,
): readonly Route[] {
  const { ingress, rule, service, port, server, edge } = served;
  const { namespace } = ingress.meta;
  const dial = ingressDial(state, served);
  if (!dial) return [];
  const aliases = server.vendor.hostAliases?.(state, served) ?? [];
  return [rule.host, ...aliases].map(host => ({
    edge,
    ref: {
      kind: 'Ingress',
      namespace,
      name: ingress.meta.name,
      host,
      path: rule.path,
    },
    ...(isPattern(rule) && { pathIsPattern: true }),
    object: ingress,
    backend: { namespace, service: service.meta.name, port: port.port },
    services: servicesOf(ingress),
    clientTls: hasTls(ingress, rule.host, server.vendor),
    dial,
  }));
}

/** The port of a Service that a rule leads to, as its server reads what is written. */
export function ingressPort(
  service: Service,
  { backend }: IngressRule,
  { portByTarget, dialsUnlistedPorts }: VendorDescription,
): ServicePort | undefined {
  const { port } = backend;
  const isUnlisted =
    service.type === 'ExternalName' && service.ports.length === 0;
  return isUnlisted && dialsUnlistedPorts && typeof port === 'number'
    ? { port, targetPort: port, protocol: 'TCP' }
    : servicePort(service, port, portByTarget);
}

// Characters with which vendors write expressions and wildcards.
const ofPatterns = /[\\^$*+?()[\]{}|]/;

/** Paths are plain, but for those that the controller reads in a way of its own. */
export function isPattern({
  path,
  pathType,
}: Pick<IngressRule, 'path' | 'pathType'>): boolean {
  return (
    path !== null &&
    pathType === 'ImplementationSpecific' &&
    ofPatterns.test(path)
  );
}

function servicesOf({ meta, rules }: Ingress): readonly ServiceKey[] {
  const names = new Set(rules.map(rule => rule.backend.service));
  return [...names].map(name => ({ namespace: meta.namespace, name }));
}

/** Whether clients reach a host of an Ingress over TLS that ends at the edge. */
export function hasTls(
  ingress: Ingress,
  host: string | null,
  { clientTls = [] }: VendorDescription,
): boolean {
  if (clientTls === 'always') return true;
  if (clientTls.some(name => ingress.meta.annotations[name])) return true;
  return isTlsHost(ingress, host);
}
