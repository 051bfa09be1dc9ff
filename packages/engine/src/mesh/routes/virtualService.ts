// VirtualServices as proxies get them: istio pilot/pkg/model/virtualservice.go, push_context.go initVirtualServices.
import type { ClusterState } from '../../state/clusterState';
import { derive } from '../../state/derived';
import {
  Destination,
  HttpRule,
  RouteMatch,
  StreamRule,
  VirtualService,
  virtualServices,
} from '../../state/kinds/virtualService';
import type { KubeObject } from '../../state/meta';
import { indexBy } from '../../state/objectIndex';
import {
  discovered,
  discoveryKinds,
  isDiscovered,
} from '../controlPlane/discovery';
import { mergeDelegate } from './delegate';
import { fullHost } from '../registry/hostName';
import { meshConfig } from '../controlPlane/meshConfig';
import { byAge } from '../registry/registry';

/** A rule, and the object it was made from where several made one route. */
export interface MeshRule extends HttpRule {
  readonly origin?: KubeObject;
}

/** Short names resolved, delegates merged. */
export interface MeshVirtualService {
  /** Kind of the object it was made from; only VirtualServices match prefixes of path segments. */
  readonly kind: KubeObject['kind'];
  readonly object: KubeObject;
  readonly namespace: string;
  readonly name: string;
  readonly created: number;
  readonly hosts: readonly string[];
  /** `mesh`, or "namespace/name" of gateways. */
  readonly gateways: ReadonlySet<string>;
  readonly exportTo: ReadonlySet<string>;
  readonly http: readonly MeshRule[];
  readonly tls: readonly StreamRule[];
  readonly tcp: readonly StreamRule[];
}

export const meshGateway = 'mesh';

/** A match without any condition. */
export const anyMatch: RouteMatch = {
  gateways: [],
  sourceLabels: {},
  ignoreUriCase: false,
  sniHosts: [],
  destinationSubnets: [],
  asksMore: false,
  metPlainly: true,
};

/** All VirtualServices with hosts, oldest first. Those without are delegates. */
export const meshVirtualServices = derive(
  [virtualServices, ...discoveryKinds],
  (state): readonly MeshVirtualService[] =>
    [...discovered(state, virtualServices)]
      .sort((a, b) => byAge(a.meta, b.meta))
      .flatMap(one => meshVirtualService(state, one) ?? []),
);

/** VirtualServices by the hosts that they are for, in lower case. */
export const virtualServicesByHost = indexBy(
  virtualServices,
  ({ hosts, meta }) =>
    hosts.map(host => fullHost(host, meta.namespace).toLowerCase()),
);

/** VirtualServices by the hosts of their destinations. */
export const virtualServicesByTarget = indexBy(
  virtualServices,
  ({ http, tls, tcp, meta }) =>
    [...http, ...tls, ...tcp].flatMap(rule =>
      rule.destinations.map(({ host }) => fullHost(host, meta.namespace)),
    ),
);

/** VirtualServices by the delegates that they name, as "namespace/name". */
export const virtualServicesByDelegate = indexBy(
  virtualServices,
  ({ http, meta }) =>
    http.flatMap(({ delegate }) =>
      delegate
        ? [`${delegate.namespace ?? meta.namespace}/${delegate.name}`]
        : [],
    ),
);

/** A VirtualService as proxies get it. Undefined for a delegate, and for what the control plane does not know. */
export function meshVirtualService(
  state: ClusterState,
  object: VirtualService,
): MeshVirtualService | undefined {
  const resolved = resolvedOf(state, object);
  if (!resolved || resolved.hosts.length === 0) return undefined;
  return object.http.some(rule => rule.delegate)
    ? { ...resolved, http: withDelegates(state, resolved) }
    : resolved;
}

interface Resolved {
  readonly defaults: readonly string[];
  readonly route: MeshVirtualService;
}

const resolvedOnes = new WeakMap<VirtualService, Resolved>();

// Objects never change, and of the mesh only one setting counts: each is resolved once.
function resolvedOf(
  state: ClusterState,
  object: VirtualService,
): MeshVirtualService | undefined {
  if (!isDiscovered(state, object.meta.namespace)) return undefined;
  const defaults = state.read(meshConfig).defaultVirtualServiceExportTo;
  const known = resolvedOnes.get(object);
  if (known?.defaults === defaults) return known.route;
  const route = resolve(object, defaults);
  resolvedOnes.set(object, { defaults, route });
  return route;
}

function resolve(
  object: VirtualService,
  defaults: readonly string[],
): MeshVirtualService {
  const { namespace, name } = object.meta;
  const gateways = object.gateways.map(one => gatewayName(one, namespace));
  return {
    kind: object.kind,
    object,
    namespace,
    name,
    created: object.meta.created,
    hosts: object.hosts.map(host => fullHost(host, namespace)),
    gateways: new Set(gateways.length > 0 ? gateways : [meshGateway]),
    exportTo: new Set(object.exportTo ?? defaults),
    http: object.http.map(rule => resolveHttp(rule, namespace)),
    tls: object.tls.map(rule => resolveRule(rule, namespace)),
    tcp: object.tcp.map(rule => resolveRule(rule, namespace)),
  };
}

function resolveHttp(rule: HttpRule, namespace: string): HttpRule {
  const { mirrors, ...resolved } = resolveRule(rule, namespace);
  return mirrors
    ? { ...resolved, mirrors: resolveHosts(mirrors, namespace) }
    : resolved;
}

function resolveHosts(
  all: readonly Destination[],
  namespace: string,
): readonly Destination[] {
  return all.map(one => ({ ...one, host: fullHost(one.host, namespace) }));
}

function resolveRule<T extends StreamRule>(rule: T, namespace: string): T {
  return {
    ...rule,
    matches: rule.matches.map(
      (match): RouteMatch => ({
        ...match,
        gateways: match.gateways.map(one => gatewayName(one, namespace)),
      }),
    ),
    destinations: resolveHosts(rule.destinations, namespace),
  };
}

/** "namespace/name" of a gateway; `name.namespace.svc…` is an older way to write it. */
export function gatewayName(written: string, namespace: string): string {
  if (written === meshGateway) return written;
  const slash = written.indexOf('/');
  if (slash >= 0) {
    const owner = written.slice(0, slash);
    return owner === '.' ? `${namespace}${written.slice(slash)}` : written;
  }
  const [name, owner] = written.split('.');
  return `${owner ?? namespace}/${name}`;
}

function withDelegates(
  state: ClusterState,
  root: MeshVirtualService,
): readonly HttpRule[] {
  return root.http.flatMap(rule => {
    if (!rule.delegate) return [rule];
    const { name, namespace = root.namespace } = rule.delegate;
    const object = state.get(virtualServices, namespace, name);
    const delegate = object && resolvedOf(state, object);
    return delegate &&
      delegate.hosts.length === 0 &&
      isVisible(delegate, root.namespace)
      ? mergeDelegate(rule, delegate.http)
      : [];
  });
}

function isVisible(delegate: MeshVirtualService, namespace: string): boolean {
  const { exportTo } = delegate;
  return (
    exportTo.has('*') ||
    exportTo.has(namespace) ||
    (exportTo.has('.') && delegate.namespace === namespace)
  );
}
