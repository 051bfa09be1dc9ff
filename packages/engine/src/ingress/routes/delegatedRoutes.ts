// HTTPRoutes that others hand requests on to, as kgateway and Gloo have it: kgateway-dev/kgateway
// pkg/kgateway/translator/httproute/delegation_helpers.go (filterDelegatedChildren).
import type { ClusterState } from '../../state/clusterState';
import type {
  BackendRef,
  GatewayRoute,
  GatewayRouteMatch,
  GatewayRouteRule,
} from '../../state/kinds/gatewayRoute';
import { httpRoutes } from '../../state/kinds/httpRoute';
import { indexBy } from '../../state/objectIndex';

/** A rule that hands requests on. */
export interface Delegation {
  readonly route: GatewayRoute;
  readonly rule: GatewayRouteRule;
  /** Whose way to do so it is: beginning of the label that picks routes; undefined where it is by name. */
  readonly by?: string;
}

// What a rule without matches matches.
const everything: GatewayRouteMatch = {
  path: { type: 'prefix', value: '/' },
  asksMore: false,
  metPlainly: true,
  weight: [],
};

// Namespace of a reference by label that stands for all (api/labels/delegation.go).
const everywhere = 'all';

const byTarget = indexBy(httpRoutes, route =>
  route.rules.flatMap(({ backends }) =>
    backends.flatMap(one => keyOf(route, one) ?? []),
  ),
);

/** What a reference to routes picks them by; undefined for one to anything else. */
function keyOf(
  { meta }: GatewayRoute,
  { group, kind, name, namespace = meta.namespace }: BackendRef,
): string | undefined {
  if (group === httpRoutes.group && kind === httpRoutes.kind) {
    return `${namespace}/${name}`;
  }
  return kind === 'label' ? `${group} ${namespace}/${name}` : undefined;
}

/** What a route can be picked by: its name, any of its namespace, or a label. */
function keysOf({ meta }: GatewayRoute): readonly string[] {
  const { namespace, name, labels } = meta;
  return [
    `${namespace}/${name}`,
    `${namespace}/*`,
    ...Object.entries(labels)
      .filter(([key]) => key.endsWith('/label'))
      .flatMap(([key, value]) =>
        [namespace, everywhere].map(
          where => `${key.slice(0, -'/label'.length)} ${where}/${value}`,
        ),
      ),
  ];
}

/** The rules that hand requests on to a route, if it lets them. */
export function delegationsTo(
  state: ClusterState,
  child: GatewayRoute,
): readonly Delegation[] {
  if (child.kind !== 'HTTPRoute' || child.hostnames.length > 0) return [];
  const keys = new Set(keysOf(child));
  const above = [...keys].flatMap(key => state.lookup(byTarget, key));
  return [...new Set(above)]
    .filter(route => route !== child && takes(child, route))
    .flatMap(route =>
      route.rules.flatMap(rule =>
        rule.backends
          .filter(one => keys.has(keyOf(route, one) ?? ''))
          .map(({ kind, group }) => ({
            route,
            rule,
            ...(kind === 'label' && { by: group }),
          })),
      ),
    );
}

/** One that names its parents takes requests of those alone. */
function takes({ parents, meta }: GatewayRoute, above: GatewayRoute): boolean {
  return (
    parents.length === 0 ||
    parents.some(
      ({ kind, name, namespace = meta.namespace }) =>
        kind === above.kind &&
        name === above.meta.name &&
        namespace === above.meta.namespace,
    )
  );
}

/** The matches of a rule that count behind another: those within what that one matches, or all added to it. */
export function matchesBehind(
  child: GatewayRoute,
  { matches }: GatewayRouteRule,
  { rule }: Delegation,
): readonly GatewayRouteMatch[] {
  const own = matches.length > 0 ? matches : [everything];
  const above = rule.matches.length > 0 ? rule.matches : [everything];
  return inherits(child)
    ? above.flatMap(outer => own.map(inner => joined(outer, inner)))
    : own.filter(inner => above.some(outer => isWithin(inner, outer)));
}

function inherits({ meta }: GatewayRoute): boolean {
  return Object.entries(meta.annotations).some(
    ([key, value]) =>
      key.startsWith('delegation.') &&
      key.endsWith('/inherit-parent-matcher') &&
      value === 'true',
  );
}

function isWithin(
  { path = everything.path }: GatewayRouteMatch,
  { path: outer = everything.path }: GatewayRouteMatch,
): boolean {
  const start = outer?.value ?? '/';
  return outer?.type === 'prefix'
    ? path?.value.startsWith(start) === true
    : path?.value === start;
}

function joined(
  outer: GatewayRouteMatch,
  inner: GatewayRouteMatch,
): GatewayRouteMatch {
  const [start, end] = [outer, inner].map(({ path }) => path?.value ?? '/');
  const value = `${start}/${end}`.replace(/\/+/g, '/').replace(/(.)\/$/, '$1');
  const type =
    outer.path?.type === 'regex' ? 'regex' : inner.path?.type ?? 'prefix';
  return { ...inner, path: { type, value } };
}
