// What Contour makes of an HTTPProxy that has a virtual host, and of those that it includes:
// projectcontour/contour internal/dag/httpproxy_processor.go.
import type { ClusterState } from '../../state/clusterState';
import { objectName } from '../../state/evidence';
import {
  httpProxies,
  HttpProxy,
  HttpProxyConditions,
  HttpProxyInclude,
  HttpProxyPath,
  HttpProxyRoute,
  HttpProxyService,
  HttpProxyTcp,
} from '../../state/kinds/contour';
import { services } from '../../state/kinds/service';
import { indexBy } from '../../state/objectIndex';
import { flagOf } from '../edges/flagOf';
import type { Instance } from '../edges/instances';
import { dropsExternalName } from '../policies/contour';
import { contour, contourProtocols } from '../vendors/contour';
import { servicePort } from '../dial/servicePort';

/** A route of a virtual host, and the proxy that it stands in. */
export interface PlacedRoute {
  readonly proxy: HttpProxy;
  readonly route: HttpProxyRoute;
  /** Its path behind those of the includes that lead to it. */
  readonly path: HttpProxyPath;
  /** What it asks of requests, in one word. */
  readonly key: string;
  /** The same with a slash behind its path. */
  readonly keyWithSlash: string;
}

const byVirtualHost = indexBy(httpProxies, ({ virtualHost }) =>
  virtualHost ? [virtualHost.fqdn.toLowerCase()] : [],
);

const includers = indexBy(httpProxies, ({ meta, includes, tcp }) =>
  [...includes, ...(tcp?.include ? [tcp.include] : [])].map(
    one => `${one.namespace ?? meta.namespace}/${one.name}`,
  ),
);

/** The proxies whose virtual host a proxy may be part of; itself where it has one. */
export function rootsOf(
  state: ClusterState,
  proxy: HttpProxy,
  instance: Instance,
): readonly HttpProxy[] {
  return [...new Set(rootsAbove(state, proxy, instance, []))];
}

function rootsAbove(
  state: ClusterState,
  proxy: HttpProxy,
  instance: Instance,
  seen: readonly HttpProxy[],
): readonly HttpProxy[] {
  if (seen.includes(proxy) || !isServed(proxy, instance)) return [];
  if (proxy.virtualHost) return isRoot(proxy, instance) ? [proxy] : [];
  const { namespace, name } = proxy.meta;
  return state
    .lookup(includers, `${namespace}/${name}`)
    .flatMap(one => rootsAbove(state, one, instance, [...seen, proxy]));
}

/** The routes of a virtual host: of several that ask the same, the last counts. */
export function routesOfRoot(
  state: ClusterState,
  root: HttpProxy,
  instance: Instance,
): readonly PlacedRoute[] {
  if (whyNoRoot(state, root, instance) !== undefined) return [];
  const all = placed(state, root, instance, [], []);
  const last = new Set(new Map(all.map(one => [one.key, one])).values());
  const counting = all.filter(one => last.has(one));
  return counting.filter(
    (one, index) =>
      isForwarded(root, one.route) &&
      !counting.slice(0, index).some(other => isTwin(one, other)),
  );
}

/** Whether two are one route, with and without a slash behind its prefix. */
function isTwin(one: PlacedRoute, other: PlacedRoute): boolean {
  return one.route === other.route && one.path === other.path;
}

/** Whether requests come over TLS that ends here: a tcpproxy, or passthrough, takes its place. */
export function takesTls({ virtualHost, tcp }: HttpProxy): boolean {
  return virtualHost?.tls === 'ends' && tcp === undefined;
}

/** Where a virtual host has TLS, requests over plain HTTP are sent to that, unless a route permits them. */
function isForwarded(root: HttpProxy, route: HttpProxyRoute): boolean {
  return (
    root.virtualHost?.tls === 'none' || takesTls(root) || route.permitsInsecure
  );
}

/** The proxy whose tcpproxy says where the connections of a virtual host go; undefined where none does. */
export function tcpHolder(
  state: ClusterState,
  root: HttpProxy,
  instance: Instance,
): HttpProxy | undefined {
  if (!root.tcp || whyNoRoot(state, root, instance) !== undefined) {
    return undefined;
  }
  const chain = tcpChain(state, root, instance);
  return typeof chain === 'string' ? undefined : chain.at(-1);
}

/** Why nothing comes of a virtual host, as the rest of a sentence. */
export function whyNoRoot(
  state: ClusterState,
  root: HttpProxy,
  instance: Instance,
): string | undefined {
  const { virtualHost, tcp } = root;
  if (!virtualHost) return undefined;
  const rivals = state
    .lookup(byVirtualHost, virtualHost.fqdn.toLowerCase())
    .filter(one => one !== root && isServed(one, instance));
  if (rivals.length > 0) {
    return `${rivals
      .map(objectName)
      .join(', ')} has the same virtual host, and of several none is valid`;
  }
  if (virtualHost.tls === 'unsound') {
    return 'its TLS has to name either a certificate or passthrough';
  }
  if (!tcp) return undefined;
  if (virtualHost.tls === 'none') {
    return 'its tcpproxy needs TLS, by whose server name connections are told apart';
  }
  const chain = tcpChain(state, root, instance);
  return typeof chain === 'string' ? chain : undefined;
}

/** The proxies that a tcpproxy goes through, or why nothing comes of it (processHTTPProxyTCPProxy). */
function tcpChain(
  state: ClusterState,
  proxy: HttpProxy,
  instance: Instance,
  above: readonly HttpProxy[] = [],
): readonly HttpProxy[] | string {
  const chain = [...above, proxy];
  const { tcp } = proxy;
  if (!tcp) return chain;
  if (tcp.services.length > 0 === (tcp.include !== undefined)) {
    return 'a tcpproxy needs either services or an include';
  }
  if (tcp.include) {
    const next = included(state, proxy, tcp.include, instance);
    if (!next || next.virtualHost || chain.includes(next)) {
      return `no HTTPProxy ${tcp.include.name} is there that its tcpproxy could include`;
    }
    return tcpChain(state, next, instance, chain);
  }
  return whyNoConnections(state, proxy, tcp, instance) ?? chain;
}

function whyNoConnections(
  state: ClusterState,
  proxy: HttpProxy,
  tcp: HttpProxyTcp,
  instance: Instance,
): string | undefined {
  const missing = tcp.services.find(
    one => !isResolved(state, proxy, one, instance),
  );
  return missing
    ? `its tcpproxy leads to ${missing.name}:${missing.port}, which is no port of a Service that Contour routes to`
    : tcp.services.map(whyUnspoken).find(why => why !== undefined);
}

/** The routes of a proxy and of those that it includes, in the order in which Contour adds them. */
function placed(
  state: ClusterState,
  proxy: HttpProxy,
  instance: Instance,
  above: readonly HttpProxyConditions[],
  seen: readonly HttpProxy[],
): readonly PlacedRoute[] {
  if (seen.includes(proxy)) return [];
  if (whyUnsound(state, proxy, instance, above) !== undefined) return [];
  const below = includesOf(state, proxy, instance).flatMap(
    ({ child, conditions }) =>
      placed(state, child, instance, [...above, conditions], [...seen, proxy]),
  );
  const own = proxy.routes.map(route => {
    const conditions = [...above, route.conditions];
    const path = pathOf(conditions);
    const [key, keyWithSlash] = [keyOf(conditions), keyOf(conditions, '/')];
    return { proxy, route, path, key, keyWithSlash };
  });
  return withSlashes([...below, ...own]);
}

/**
 * A route that replaces its prefix is for that prefix with a slash behind it, too: that one stands where
 * another has the prefix itself (expandPrefixMatches).
 */
function withSlashes(routes: readonly PlacedRoute[]): readonly PlacedRoute[] {
  const stem = ({ path: { type, value } }: PlacedRoute) =>
    type === 'prefix' ? value.replace(/\/+$/, '') : undefined;
  const isAlone = (one: PlacedRoute) =>
    routes.filter(other => stem(other) === stem(one)).length === 1;
  const more = routes
    .filter(one => stem(one) && replacesItsPrefix(one) && isAlone(one))
    .map(one => ({ ...one, key: one.keyWithSlash }));
  return [...routes, ...more];
}

function replacesItsPrefix({ route, path }: PlacedRoute): boolean {
  return route.replacedPrefixes.some(
    prefix => prefix === '' || prefix === path.value,
  );
}

interface Included {
  readonly child: HttpProxy;
  readonly conditions: HttpProxyConditions;
}

/** Includes that Contour follows (computeRoutes). */
function includesOf(
  state: ClusterState,
  proxy: HttpProxy,
  instance: Instance,
): readonly Included[] {
  const anything = keyOf([]);
  const keys = proxy.includes.map(({ conditions }) => keyOf([conditions]));
  return proxy.includes.flatMap((include, index) => {
    const { conditions } = include;
    const byPrefix = conditions.paths.every(({ type }) => type === 'prefix');
    if (!byPrefix || !isSound(conditions)) return [];
    const isFirst = keys.indexOf(keys[index]) === index;
    if (!isFirst && keys[index] !== anything) return [];
    const child = included(state, proxy, include, instance);
    return child && !child.virtualHost ? [{ child, conditions }] : [];
  });
}

function included(
  state: ClusterState,
  { meta }: HttpProxy,
  { namespace = meta.namespace, name }: HttpProxyInclude,
  instance: Instance,
): HttpProxy | undefined {
  const found = state.get(httpProxies, namespace, name);
  return found && isServed(found, instance) ? found : undefined;
}

/** Why nothing comes of the routes of a proxy, all of them: one that is not sound is enough. */
export function whyUnsound(
  state: ClusterState,
  proxy: HttpProxy,
  instance: Instance,
  above: readonly HttpProxyConditions[] = [],
): string | undefined {
  return proxy.routes
    .map(route => whyUnsoundRoute(state, proxy, route, instance, above))
    .find(why => why !== undefined);
}

function whyUnsoundRoute(
  state: ClusterState,
  proxy: HttpProxy,
  route: HttpProxyRoute,
  instance: Instance,
  above: readonly HttpProxyConditions[],
): string | undefined {
  const { actions, conditions, setsTwice } = route;
  if (actions.length !== 1) {
    return 'a route needs either services, a redirect or a direct response';
  }
  if (!isSound(conditions)) {
    return 'a route may have one path, which begins with a slash and is no broken expression';
  }
  if (setsTwice !== undefined) return `a policy sets header ${setsTwice} twice`;
  const { type } = pathOf([...above, conditions]);
  if (route.replacedPrefixes.length > 0 && type !== 'prefix') {
    return 'a route replaces a prefix, and has none';
  }
  const resolved = route.services.filter(one =>
    isResolved(state, proxy, one, instance),
  );
  if (resolved.filter(one => one.mirror).length > 1) {
    return 'a route may have one mirror';
  }
  return resolved.map(whyUnspoken).find(why => why !== undefined);
}

function whyUnspoken({ protocol, name }: HttpProxyService) {
  return protocol !== undefined && !contourProtocols[protocol]
    ? `protocol ${protocol}, with which it leads to ${name}, is none that Contour knows`
    : undefined;
}

function isSound({ paths }: HttpProxyConditions): boolean {
  return (
    paths.length < 2 &&
    paths.every(
      ({ type, value }) =>
        value.startsWith('/') && (type !== 'regex' || isRegex(value)),
    )
  );
}

function isRegex(value: string): boolean {
  try {
    RegExp(value);
    return true;
  } catch {
    return false;
  }
}

/** Whether a service that a proxy names is there, with its port, and may be routed to (EnsureService). */
export function isResolved(
  state: ClusterState,
  { meta }: HttpProxy,
  { name, port }: HttpProxyService,
  instance: Instance,
): boolean {
  const service = state.get(services, meta.namespace, name);
  return (
    service !== undefined &&
    servicePort(service, port) !== undefined &&
    !dropsExternalName(state, { service, instance })
  );
}

/** The paths of includes and route, one behind the other (mergePathMatchConditions). */
function pathOf(conditions: readonly HttpProxyConditions[]): HttpProxyPath {
  const paths = conditions.flatMap(one => one.paths);
  const has = (wanted: HttpProxyPath['type']) =>
    paths.some(({ type }) => type === wanted);
  const rest = has('exact') ? 'exact' : 'prefix';
  const merged = paths.map(({ value }) => value).join('');
  return {
    type: has('regex') ? 'regex' : rest,
    value: merged.replace(/\/\/+/g, '/') || '/',
  };
}

function keyOf(
  conditions: readonly HttpProxyConditions[],
  behind: '' | '/' = '',
): string {
  const { type, value } = pathOf(conditions);
  const others = conditions.flatMap(one => one.others);
  const path = behind === '' ? value : `${value.replace(/\/+$/, '')}${behind}`;
  return JSON.stringify([type, path, ...others.sort()]);
}

/** Whether an installation reads a proxy at all, by its class (internal/dag/cache.go). */
function isServed(
  { meta, className }: HttpProxy,
  { className: served }: Instance,
): boolean {
  const { annotations } = meta;
  const asked = [
    annotations['projectcontour.io/ingress.class'],
    annotations['kubernetes.io/ingress.class'],
    className,
  ].find(one => one !== undefined && one !== '');
  const classes = served === '' ? contour.classNames : served.split(',');
  return asked === undefined ? served === '' : classes.includes(asked);
}

/** Whether a proxy may have a virtual host, by the namespaces that are for those. */
function isRoot({ meta }: HttpProxy, { controlPlane }: Instance): boolean {
  const roots = controlPlane
    .map(pod => flagOf(pod, '--root-namespaces'))
    .find(one => one !== undefined);
  return roots === undefined || roots.split(',').includes(meta.namespace);
}
