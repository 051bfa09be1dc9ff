import type { ClusterState } from '../../state/clusterState';
import { evidenceOf, objectName } from '../../state/evidence';
import {
  httpProxies,
  HttpProxy,
  HttpProxyRoute,
  HttpProxyService,
} from '../../state/kinds/contour';
import type { Service, ServicePort } from '../../state/kinds/service';
import { carriedProtocol } from '../dial/carriedProtocol';
import type { Instance } from '../edges/instances';
import { OwnRule, ownRouteReader } from './ownRoutes';
import { dropsExternalName, externalNamesOff } from '../policies/contour';
import {
  isResolved,
  PlacedRoute,
  rootsOf,
  routesOfRoot,
  takesTls,
  tcpHolder,
  whyNoRoot,
  whyUnsound,
} from './contourVirtualHosts';
import { servicePort } from '../dial/servicePort';
import { resolveSetting } from '../dial/setting';
import type { ServedBackend } from '../dial/settledDial';
import type { BackendProtocol } from '../vendorDescription';
import { contour, contourProtocols } from '../vendors/contour';

const source = 'projectcontour/contour internal/dag/httpproxy_processor.go';

/** HTTPProxies, for their own virtual host or as parts of others. */
export const contourRoutes = ownRouteReader<HttpProxy>({
  vendor: contour,
  kind: httpProxies,
  backendsOf: ({ meta, routes, tcp }) =>
    [...routes.flatMap(route => route.services), ...(tcp?.services ?? [])].map(
      ({ name }) => `${meta.namespace}/${name}`,
    ),
  rulesTo: (state, proxy, service, instance) =>
    dropsExternalName(state, { service, instance })
      ? []
      : rootsOf(state, proxy, instance).flatMap(root => [
          ...routesOfRoot(state, root, instance)
            .filter(one => one.proxy === proxy)
            .flatMap(one => rulesOf(state, one, root, service, instance)),
          ...tcpRules(state, proxy, root, service, instance),
        ]),
  leftOut: (state, proxy, service, instance) =>
    dropsExternalName(state, { service, instance })
      ? [externalNamesOff(service)]
      : rootsOf(state, proxy, instance).flatMap(
          root =>
            whyNoRoot(state, root, instance) ??
            whyUnsound(state, proxy, instance) ??
            [],
        ),
});

function rulesOf(
  state: ClusterState,
  { proxy, route, path }: PlacedRoute,
  root: HttpProxy,
  service: Service,
  instance: Instance,
): readonly OwnRule[] {
  if (!route.actions.includes('services')) return [];
  const resolved = route.services.filter(one =>
    isResolved(state, proxy, one, instance),
  );
  // Requests that nobody answers are not copied.
  if (resolved.every(one => one.mirror)) return [];
  return backends(resolved, service).map(({ backend, port }) => ({
    host: root.virtualHost?.fqdn ?? null,
    path: path.value,
    pathIsPattern: path.type === 'regex',
    port,
    clientTls: takesTls(root),
    evidence: [evidenceOf(proxy, `${backend.field}.name`, backend.name)],
    said: {
      ...protocolSaid(proxy, backend),
      ...hostSaid(proxy, route, backend),
    },
    ...dynamicHost(proxy, route, backend),
  }));
}

/** Services that get traffic: where any has a weight, those without get none. */
function backends(services: readonly HttpProxyService[], service: Service) {
  const weighted = services.some(one => !one.mirror && one.weight > 0);
  return services.flatMap(backend => {
    const port = servicePort(service, backend.port);
    const gets = backend.mirror || !weighted || backend.weight > 0;
    return port && gets && backend.name === service.meta.name
      ? [{ backend, port }]
      : [];
  });
}

function protocolSaid(
  proxy: HttpProxy,
  { protocol, field }: HttpProxyService,
): Pick<NonNullable<ServedBackend['said']>, 'backend'> {
  const effect = contourProtocols[protocol ?? ''];
  if (!effect) return {};
  return {
    backend: {
      effect,
      by: `protocol ${protocol}`,
      evidence: [evidenceOf(proxy, `${field}.protocol`, protocol)],
      source,
    },
  };
}

/**
 * Of two policies that set Host, that of the service counts. One that makes it from the request is none
 * where a service has it (internal/envoy/v3/route.go weightedClusters).
 */
function hostPolicy(
  { host: ofRoute }: HttpProxyRoute,
  { host: ofService }: HttpProxyService,
): { readonly host: string | undefined; readonly ofService: boolean } {
  return ofService !== undefined && !isDynamic(ofService)
    ? { host: ofService, ofService: true }
    : { host: ofRoute, ofService: false };
}

function hostSaid(
  proxy: HttpProxy,
  route: HttpProxyRoute,
  backend: HttpProxyService,
): Pick<NonNullable<ServedBackend['said']>, 'host'> {
  const { host: effect, ofService } = hostPolicy(route, backend);
  if (effect === undefined || isDynamic(effect)) return {};
  const field = ofService
    ? backend.field
    : backend.field.replace(/\.services\[\d+\]$/, '');
  return {
    host: {
      effect,
      by: 'requestHeadersPolicy',
      evidence: [evidenceOf(proxy, `${field}.requestHeadersPolicy`, effect)],
      source,
    },
  };
}

// extractHostRewriteHeaderValue: internal/dag/policy.go
const fromRequest = /^%REQ\(.+\)%$/;

function isDynamic(host: string): boolean {
  return fromRequest.test(host);
}

function dynamicHost(
  proxy: HttpProxy,
  route: HttpProxyRoute,
  backend: HttpProxyService,
): Pick<OwnRule, 'caveats' | 'unknown'> {
  const { host = '' } = hostPolicy(route, backend);
  if (!isDynamic(host)) return {};
  const caveat = `${objectName(
    proxy,
  )} makes the Host from the request (${host}): which one is sent is not known.`;
  return { caveats: [caveat], unknown: true };
}

/** Connections of a tcpproxy: carried on as TLS, or as what was in it. */
function tcpRules(
  state: ClusterState,
  proxy: HttpProxy,
  root: HttpProxy,
  service: Service,
  instance: Instance,
): readonly OwnRule[] {
  if (tcpHolder(state, root, instance) !== proxy) return [];
  const { fqdn = null, tls = 'none' } = root.virtualHost ?? {};
  return backends(proxy.tcp?.services ?? [], service).map(
    ({ backend, port }) => ({
      host: fqdn,
      path: null,
      port,
      clientTls: true,
      carriesConnections: true,
      evidence: [evidenceOf(proxy, `${backend.field}.name`, backend.name)],
      said: {
        backend: {
          effect: overTcp(tls, backend, service, port, root),
          evidence: [
            evidenceOf(
              root,
              'spec.virtualhost.tls.passthrough',
              tls === 'passthrough',
            ),
            evidenceOf(proxy, `${backend.field}.protocol`, backend.protocol),
          ],
          source,
        },
        ...(tls === 'passthrough' &&
          !startsTls(backend, service, port, root) &&
          fqdn !== null && { sni: fqdn }),
      },
    }),
  );
}

function overTcp(
  tls: NonNullable<HttpProxy['virtualHost']>['tls'],
  backend: HttpProxyService,
  service: Service,
  port: ServicePort,
  root: HttpProxy,
): BackendProtocol {
  const { protocol } = carriedProtocol(service, port);
  if (startsTls(backend, service, port, root)) return { protocol, tls: 'edge' };
  return { protocol, tls: tls === 'passthrough' ? 'client' : 'none' };
}

/** By its own protocol, or by that of the Service (getProtocol). */
function startsTls(
  { protocol }: HttpProxyService,
  service: Service,
  port: ServicePort,
  route: HttpProxy,
): boolean {
  const asked =
    contourProtocols[protocol ?? ''] ??
    resolveSetting(contour.backend, { route, service, port, pods: [] }).effect;
  return asked.tls === 'edge';
}
