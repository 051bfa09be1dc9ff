import type { ClusterState } from '../../state/clusterState';
import { evidenceOf, objectName } from '../../state/evidence';
import {
  httpProxies,
  HttpProxy,
  HttpProxyRoute,
  HttpProxyService,
} from '../../state/kinds/contour';
import type { Service, ServicePort } from '../../state/kinds/service';
import { indexBy } from '../../state/objectIndex';
import { carriedProtocol } from '../dial/carriedProtocol';
import { flagOf } from '../edges/flagOf';
import type { Instance } from '../edges/instances';
import { OwnRule, ownRouteReader } from './ownRoutes';
import { dropsExternalName } from '../policies/contour';
import { servicePort } from '../dial/servicePort';
import type { ServedBackend } from '../dial/settledDial';
import type { BackendProtocol } from '../vendorDescription';
import { contour, contourProtocols } from '../vendors/contour';

const source = 'projectcontour/contour internal/dag/httpproxy_processor.go';

const includers = indexBy(httpProxies, ({ meta, includes }) =>
  includes.map(one => `${one.namespace ?? meta.namespace}/${one.name}`),
);

const byVirtualHost = indexBy(httpProxies, ({ virtualHost }) =>
  virtualHost ? [virtualHost.fqdn] : [],
);

/** HTTPProxies, for their own virtual host or as parts of others. */
export const contourRoutes = ownRouteReader<HttpProxy>({
  vendor: contour,
  kind: httpProxies,
  backendsOf: ({ meta, routes, tcpServices }) =>
    [...routes.flatMap(route => route.services), ...tcpServices].map(
      ({ name }) => `${meta.namespace}/${name}`,
    ),
  rulesTo: (state, proxy, service, instance) =>
    dropsExternalName(state, { service, instance })
      ? []
      : rootsOf(state, proxy, instance).flatMap(root => [
          ...proxy.routes.flatMap(route =>
            rulesOf(proxy, root, route, service),
          ),
          ...tcpRules(proxy, root, service),
        ]),
});

/** The proxies whose virtual host a proxy is part of; itself where it has one. */
function rootsOf(
  state: ClusterState,
  proxy: HttpProxy,
  instance: Instance,
  seen: ReadonlySet<HttpProxy> = new Set(),
): readonly HttpProxy[] {
  if (seen.has(proxy)) return [];
  if (proxy.virtualHost) {
    return isRoot(proxy, instance) && isAlone(state, proxy, instance)
      ? [proxy]
      : [];
  }
  const { namespace, name } = proxy.meta;
  return state
    .lookup(includers, `${namespace}/${name}`)
    .flatMap(one => rootsOf(state, one, instance, new Set([...seen, proxy])));
}

/** Of several roots for one name none is valid (validHTTPProxies). */
function isAlone(
  state: ClusterState,
  proxy: HttpProxy,
  instance: Instance,
): boolean {
  return state
    .lookup(byVirtualHost, proxy.virtualHost?.fqdn ?? '')
    .every(one => one === proxy || !isRoot(one, instance));
}

/** Whether an installation takes a proxy for a root: by class, and by the namespaces it looks in. */
function isRoot(
  { meta, className }: HttpProxy,
  { className: served, controlPlane }: Instance,
): boolean {
  const { annotations } = meta;
  const asked = [
    annotations['projectcontour.io/ingress.class'],
    annotations['kubernetes.io/ingress.class'],
    className,
  ].find(one => one !== undefined);
  const classes = served === '' ? contour.classNames : served.split(',');
  const isServed =
    asked === undefined ? served === '' : classes.includes(asked);
  const roots = controlPlane
    .map(pod => flagOf(pod, '--root-namespaces'))
    .find(one => one !== undefined);
  return (
    isServed &&
    (roots === undefined || roots.split(',').includes(meta.namespace))
  );
}

function rulesOf(
  proxy: HttpProxy,
  root: HttpProxy,
  route: HttpProxyRoute,
  service: Service,
): readonly OwnRule[] {
  if (route.redirects) return [];
  const { path, pathIsPattern } = route;
  return backends(route.services, service).map(({ backend, port }) => ({
    host: root.virtualHost?.fqdn ?? null,
    path,
    pathIsPattern,
    port,
    clientTls: root.virtualHost?.tls === 'ends',
    evidence: [evidenceOf(proxy, `${backend.field}.name`, backend.name)],
    said: {
      ...protocolSaid(proxy, backend),
      ...hostSaid(proxy, route, backend),
    },
    caveats: dynamicHost(proxy, route, backend),
    unknown: isDynamic(backend.host ?? route.host ?? ''),
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

/** Of two policies that set Host, that of the service counts. */
function hostSaid(
  proxy: HttpProxy,
  route: HttpProxyRoute,
  backend: HttpProxyService,
): Pick<NonNullable<ServedBackend['said']>, 'host'> {
  const effect = backend.host ?? route.host;
  if (effect === undefined || isDynamic(effect)) return {};
  const field =
    backend.host === undefined
      ? backend.field.replace(/\.services\[\d+\]$/, '')
      : backend.field;
  return {
    host: {
      effect,
      by: 'requestHeadersPolicy',
      evidence: [evidenceOf(proxy, `${field}.requestHeadersPolicy`, effect)],
      source,
    },
  };
}

function isDynamic(host: string): boolean {
  return host.includes('%');
}

function dynamicHost(
  proxy: HttpProxy,
  route: HttpProxyRoute,
  backend: HttpProxyService,
): readonly string[] {
  const host = backend.host ?? route.host ?? '';
  return isDynamic(host)
    ? [
        `${objectName(
          proxy,
        )} makes the Host from the request (${host}): which one is sent is not known.`,
      ]
    : [];
}

/** Connections of a tcpproxy: carried on as TLS, or as what was in it. */
function tcpRules(
  proxy: HttpProxy,
  root: HttpProxy,
  service: Service,
): readonly OwnRule[] {
  const { fqdn = null, tls = 'none' } = root.virtualHost ?? {};
  // Without TLS there is no name to tell connections by (processHTTPProxyTCPProxy).
  if (tls === 'none') return [];
  return backends(proxy.tcpServices, service).map(({ backend, port }) => ({
    host: fqdn,
    path: null,
    port,
    clientTls: true,
    carriesConnections: true,
    evidence: [evidenceOf(proxy, `${backend.field}.name`, backend.name)],
    said: {
      backend: {
        effect: overTcp(tls, backend, service, port),
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
        backend.protocol !== 'tls' &&
        fqdn !== null && { sni: fqdn }),
    },
  }));
}

function overTcp(
  tls: 'none' | 'ends' | 'passthrough',
  { protocol: asked }: HttpProxyService,
  service: Service,
  port: ServicePort,
): BackendProtocol {
  const { protocol } = carriedProtocol(service, port);
  if (asked === 'tls') return { protocol, tls: 'edge' };
  return { protocol, tls: tls === 'passthrough' ? 'client' : 'none' };
}
