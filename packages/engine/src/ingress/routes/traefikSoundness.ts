// Which rules Traefik makes nothing of: one bad service of a rule is enough for requests, and at
// run time whatever leads to what is not there (traefik/traefik pkg/provider/kubernetes/crd, pkg/server).
import type { ClusterState } from '../../state/clusterState';
import { objectName } from '../../state/evidence';
import { slicesByService } from '../../state/kinds/endpointSlice';
import { Service, ServicePort, services } from '../../state/kinds/service';
import {
  TraefikBackend,
  TraefikMiddleware,
  TraefikMiddlewareRef,
  TraefikRoute,
  traefikServersTransports,
  TraefikService,
  traefikServices,
  traefikTcpTransports,
} from '../../state/kinds/traefik';
import type { KindDefinition } from '../../state/kindDefinition';
import type { KubeObject } from '../../state/meta';
import type { Instance } from '../edges/instances';
import { missingMiddleware, withChained } from '../policies/traefikMiddlewares';
import { isExternalNameOff, mayBeOn } from '../policies/traefikStatic';
import { servicePort } from '../dial/servicePort';
import { traefikSchemes } from '../vendors/traefik';
import { traefikServiceAt } from './traefikServiceAt';
import { whyNoRoute } from './traefikWholeRoute';
import { isNativeByDefault, RuleHolder } from './traefikBackend';

const provider = 'providers.kubernetescrd';
const strategies = ['', 'wrr', 'p2c', 'hrw', 'leasttime', 'RoundRobin'];

/** Why nothing comes of a rule, as the rest of a sentence. */
export function whyNoRule(
  state: ClusterState,
  { route, rule }: RuleHolder,
  instance: Instance,
): string | undefined {
  const whole = whyNoRoute(route, instance);
  if (whole !== undefined) return whole;
  if (route.kind !== 'IngressRoute') return undefined;
  const { namespace } = route.meta;
  const foreign = crosses(instance)
    ? undefined
    : rule.middlewares.find(ref => isForeign(ref, namespace));
  if (foreign !== undefined) {
    return `it names Middleware ${foreign.name} as one of another namespace, and allowCrossNamespace is not set`;
  }
  const unfit = route.isFormer
    ? undefined
    : unfitMiddleware(state, namespace, rule.middlewares, instance);
  if (unfit !== undefined) return `it names ${unfit}`;
  return rule.backends
    .map(backend => whyNoBackend(state, { object: route, backend, instance }))
    .find(why => why !== undefined);
}

/**
 * Whether a middleware is named as one of another namespace, or so that it could be (makeMiddlewareKeys); those in
 * chains may be of any.
 */
function isForeign(
  { name, namespace: other }: TraefikMiddlewareRef,
  namespace: string,
): boolean {
  if (name.includes('@')) return name.endsWith('@kubernetescrd');
  return other !== undefined && other !== namespace;
}

/**
 * The first of some middlewares that Traefik has not: one for error pages that it finds no servers for is
 * left out, and at run time whatever names one that is not there gets no router
 * (createErrorPageMiddleware, pkg/server/middleware/middlewares.go BuildMiddlewareChain).
 */
export function unfitMiddleware(
  state: ClusterState,
  namespace: string,
  refs: readonly TraefikMiddlewareRef[],
  instance: Instance | undefined,
): string | undefined {
  const missing = missingMiddleware(state, namespace, refs);
  if (missing !== undefined) return `Middleware ${missing}, which is not there`;
  if (!instance) return undefined;
  return withChained(state, namespace, refs)
    .flatMap(({ found }) => {
      if (!found?.errors) return [];
      const named = { object: found, backend: found.errors, instance };
      const why = whyNoBackend(state, named);
      return why === undefined
        ? []
        : `${objectName(
            found,
          )}, which is left out with its error pages: ${why}`;
    })
    .at(0);
}

interface Named {
  /** The route, the TraefikService, or the Middleware for error pages, that names the backend. */
  readonly object: TraefikRoute | TraefikService | TraefikMiddleware;
  readonly backend: TraefikBackend;
  readonly instance: Instance;
}

/** Why Traefik can make nothing of what a rule leads to; of connections it leaves out this one alone. */
export function whyNoBackend(
  state: ClusterState,
  named: Named,
  above: readonly TraefikService[] = [],
): string | undefined {
  const { object, backend, instance } = named;
  // What other providers have is not read.
  if (backend.name.includes('@')) return undefined;
  const { namespace = object.meta.namespace, name, kind } = backend;
  if (namespace !== object.meta.namespace && !crosses(instance)) {
    return `${name} is in another namespace, and allowCrossNamespace is not set`;
  }
  if (kind === 'TraefikService') {
    return whyNoService(state, namespace, name, instance, above);
  }
  if (kind !== 'Service') return `it leads to a ${kind}, which it cannot`;
  const service = state.get(services, namespace, name);
  if (!service) return `there is no Service ${namespace}/${name}`;
  // They are looked for beside the Service, and one that is missing fails all that are weighted with it.
  const unfit = unfitMiddleware(
    state,
    namespace,
    backend.middlewares,
    // Those of error pages could lead to themselves.
    object.kind === 'Middleware' ? undefined : instance,
  );
  return unfit === undefined
    ? whyNoServers(state, named, service)
    : `${objectName(service)} is to go by ${unfit}`;
}

/** Whether routes may lead to other namespaces. */
export function crosses(instance: Instance): boolean {
  return mayBeOn(instance, `${provider}.allowcrossnamespace`);
}

function whyNoService(
  state: ClusterState,
  namespace: string,
  name: string,
  instance: Instance,
  above: readonly TraefikService[],
): string | undefined {
  if (state.unreadable(traefikServices) !== undefined) return undefined;
  const object = traefikServiceAt(state, instance, namespace, name);
  if (!object) return `there is no TraefikService ${namespace}/${name}`;
  if (above.includes(object)) return `${objectName(object)} leads to itself`;
  return object.backends
    .map(backend =>
      whyNoBackend(state, { object, backend, instance }, [...above, object]),
    )
    .find(why => why !== undefined);
}

/** Of buildServersLB and loadServers. */
function whyNoServers(
  state: ClusterState,
  named: Named,
  service: Service,
): string | undefined {
  const { object, backend, instance } = named;
  const { scheme = '', strategy = '' } = backend;
  const subject = objectName(service);
  const port = traefikPort(service, backend);
  if (!port) return `it names no port of ${subject}`;
  if (!strategies.includes(strategy)) return `strategy ${strategy} is none`;
  if (isExternalNameOff(service.type, 'crd', instance)) {
    return `${subject} is of type ExternalName, and allowExternalNameServices is not set`;
  }
  const ofConnections = object.kind === 'IngressRouteTCP';
  if (!ofConnections && scheme !== '' && !traefikSchemes[scheme]) {
    return `scheme ${scheme} is none`;
  }
  const transport = ofConnections
    ? missingTransport(state, traefikTcpTransports, object, backend)
    : missingTransport(state, traefikServersTransports, service, backend);
  if (transport !== undefined) return `there is no ${transport}`;
  if (service.type === 'ExternalName') return undefined;
  if (backend.healthCheck) return `${subject} has a health check`;
  const byNodePort = service.type === 'NodePort' && backend.nodePortLb;
  const native = isNative(state, named, service, port);
  if (ofConnections && byNodePort) return undefined;
  if (native) {
    return service.clusterIps.length > 0
      ? undefined
      : `${subject} is headless, and has no native address`;
  }
  if (byNodePort || hasServers(state, service, port, instance))
    return undefined;
  return `${subject} has no endpoint, and allowEmptyServices is not set`;
}

function isNative(
  state: ClusterState,
  { object, backend, instance }: Named,
  service: Service,
  port: ServicePort,
): boolean {
  return (
    backend.nativeLb ??
    (object.kind !== 'TraefikService' &&
      object.kind !== 'Middleware' &&
      isNativeByDefault(state, object, instance, service, port))
  );
}

/** The transport that a backend names, beside the route for connections and beside the Service else, where it is not there. */
function missingTransport(
  state: ClusterState,
  kind: KindDefinition,
  { meta: { namespace } }: KubeObject,
  { serversTransport: name }: TraefikBackend,
): string | undefined {
  if (name === undefined || name.includes('@')) return undefined;
  if (state.unreadable(kind) !== undefined) return undefined;
  return state.get(kind, namespace, name) ? undefined : `${kind.kind} ${name}`;
}

/** The port that a backend names; of an external name it may be one that is not listed (getServicePort). */
export function traefikPort(
  service: Service,
  { port }: TraefikBackend,
): ServicePort | undefined {
  if (port === undefined) return undefined;
  const found = servicePort(service, port);
  if (found || service.type !== 'ExternalName' || typeof port === 'string') {
    return found;
  }
  return { port, targetPort: port, protocol: 'TCP' };
}

function hasServers(
  state: ClusterState,
  { meta }: Service,
  { name = '' }: ServicePort,
  instance: Instance,
): boolean {
  const mayBeEmpty = mayBeOn(instance, `${provider}.allowemptyservices`);
  return (
    mayBeEmpty ||
    state
      .lookup(slicesByService, `${meta.namespace}/${meta.name}`)
      .some(
        slice =>
          slice.ports.some(one => one.name === name) &&
          slice.endpoints.some(one => one.serving),
      )
  );
}
