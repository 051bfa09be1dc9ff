import type { ServiceKey } from '../../posture/serviceKey';
import type { Evidence } from '../../posture/servicePosture';
import type { ClusterState } from '../../state/clusterState';
import { objectName } from '../../state/evidence';
import type { KindDefinition } from '../../state/kindDefinition';
import type { Service, ServicePort } from '../../state/kinds/service';
import type { KubeObject } from '../../state/meta';
import { indexBy } from '../../state/objectIndex';
import type { Route } from '../edges/edge';
import { Instance, instanceRef, instances } from '../edges/instances';
import { placesOf, unreadConfigMap } from '../dial/places';
import type { RouteReader } from './routeReader';
import { ServedBackend, settledDial } from '../dial/settledDial';
import { vendorAsSubject, VendorDescription } from '../vendorDescription';
import { watches } from '../edges/watchedNamespaces';

/** A rule of a vendor's own object that leads to a port of a Service. */
export interface OwnRule {
  /** The object that holds the rule, where another one hands it on. */
  readonly holder?: KubeObject;
  readonly host: string | null;
  readonly path: string | null;
  /** The path is a regular expression. */
  readonly pathIsPattern?: boolean;
  readonly port: ServicePort;
  /** Clients reach it over TLS that ends at the edge. */
  readonly clientTls: boolean;
  /** The edge carries clients' connections on as they are (L4). */
  readonly carriesConnections?: boolean;
  /** It is given a name to dial, and the port as it is. */
  readonly dialsName?: boolean;
  /** Where the object says that it leads there. */
  readonly evidence: readonly Evidence[];
  /** What its fields say; they count before the vendor's settings. */
  readonly said?: ServedBackend['said'];
  readonly caveats?: readonly string[];
  /** With what the caveats say, nobody can tell what becomes of the connection. */
  readonly unknown?: boolean;
}

/** A kind of route objects that one vendor alone reads. */
export interface OwnRouteKind<T extends KubeObject> {
  readonly vendor: VendorDescription;
  readonly kind: KindDefinition<T>;
  /** "namespace/name" of every Service that an object names. */
  readonly backendsOf: (object: T) => readonly string[];
  readonly rulesTo: (
    state: ClusterState,
    object: T,
    service: Service,
    instance: Instance,
  ) => readonly OwnRule[];
  /** Why nothing comes of an object at an installation that serves it, each as the rest of a sentence. */
  readonly leftOut?: (
    state: ClusterState,
    object: T,
    service: Service,
    instance: Instance,
  ) => readonly string[];
  /** Whether an installation serves an object; all do where this is unset. */
  readonly serves?: (object: T, instance: Instance) => boolean;
}

/** Reads the routes of a vendor's own kind, at each of its installations. */
export function ownRouteReader<T extends KubeObject>(
  family: OwnRouteKind<T>,
): RouteReader {
  const { vendor, kind, backendsOf, rulesTo, serves = () => true } = family;
  const byBackend = indexBy(kind, backendsOf);
  const leading = (state: ClusterState, { meta }: Service) =>
    state.lookup(byBackend, `${meta.namespace}/${meta.name}`);
  const ofItsClass = (state: ClusterState, object: T) =>
    state
      .read(instances)
      .filter(
        instance => instance.vendor === vendor && serves(object, instance),
      );
  const serving = (state: ClusterState, object: T) =>
    ofItsClass(state, object).filter(instance =>
      watches(state, instance, object, 'own kinds'),
    );
  return {
    routesTo: (state, service) =>
      leading(state, service).flatMap(object =>
        serving(state, object).flatMap(instance =>
          rulesTo(state, object, service, instance).flatMap(rule =>
            routeAt(
              state,
              instance,
              service,
              object,
              rule,
              servicesOf(backendsOf(object)),
            ),
          ),
        ),
      ),
    naming: leading,
    leftOut: (state, service) =>
      leading(state, service).flatMap(object =>
        serving(state, object).flatMap(instance =>
          (family.leftOut?.(state, object, service, instance) ?? []).map(
            why => ({ object, edge: vendorAsSubject(vendor), why }),
          ),
        ),
      ),
    unclaimed: (state, service) =>
      leading(state, service)
        .filter(object => ofItsClass(state, object).length === 0)
        .map(object => ({
          object,
          why: `is a route of ${vendor.title}, which is not seen running here`,
        })),
  };
}

function routeAt(
  state: ClusterState,
  instance: Instance,
  service: Service,
  object: KubeObject,
  rule: OwnRule,
  services: readonly ServiceKey[],
): readonly Route[] {
  const { holder = object, host, path, port, said } = rule;
  const { vendor, pods } = instance;
  const { namespace, name } = holder.meta;
  const dial = settledDial({
    vendor,
    places: placesOf(state, holder, instance),
    service,
    port,
    ...(said && { said }),
    reasons: [
      {
        text: `${objectName(holder)} leads to ${objectName(service)}.`,
        evidence: rule.evidence,
      },
    ],
    caveats: [...unreadConfigMap(state, instance), ...(rule.caveats ?? [])],
    ...(rule.unknown && { unknown: true }),
  });
  if (!dial) return [];
  return [
    {
      edge: { vendor, ref: instanceRef(instance), pods, reasons: [] },
      ref: { kind: holder.kind, namespace, name, host, path },
      ...(rule.pathIsPattern && { pathIsPattern: true }),
      object: holder,
      backend: {
        namespace: service.meta.namespace,
        service: service.meta.name,
        port: port.port,
      },
      // What else a holder leads to is not known here.
      ...(holder === object && { services }),
      clientTls: rule.clientTls,
      ...(rule.carriesConnections && { carriesConnections: true }),
      ...(rule.dialsName && { dialsName: true }),
      dial,
    },
  ];
}

function servicesOf(keys: readonly string[]): readonly ServiceKey[] {
  return [...new Set(keys)].map(key => {
    const [namespace, name] = key.split('/');
    return { namespace, name };
  });
}

/** The hosts of a rule, one route each; a rule that names none takes any. */
export function eachHost(hosts: readonly string[]): readonly (string | null)[] {
  return hosts.length === 0 ? [null] : hosts;
}
