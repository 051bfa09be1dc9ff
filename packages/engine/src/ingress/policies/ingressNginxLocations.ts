import type { ClusterState } from '../../state/clusterState';
import type { Ingress, IngressRule } from '../../state/kinds/ingress';
import type { ServedRule } from '../dial/ingressDial';
import { ingressesByBackend } from '../routes/ingressesByBackend';
import { ingressesAt } from '../routes/ingressesByLocation';
import { olderIngress } from '../routes/olderIngress';
import { upstreamOwner } from '../routes/upstreamOwner';
import { isCanary, meets, ofServer } from './ingressNginxServers';

// internal/ingress/controller/controller.go, createServers and getBackendServers.

// Beside rules it is for their hosts alone, without rules for all.
const defaultBackend = 'spec.defaultBackend';

/** A rule of an Ingress, whatever it leads to. */
export type PlacedRule = Pick<ServedRule, 'ingress' | 'rule' | 'server'>;

/** Whether the upstream of a rule was made for a canary: it makes no location, for whomever it is. */
export function isSpare(state: ClusterState, placed: PlacedRule): boolean {
  return isCanary(upstreamOwner(state, placed));
}

/**
 * The Ingress that a location of a server is made from: the oldest that claims it. What is left of a
 * host is for the default backend of the Ingress that made its server.
 */
export function holderOf(
  state: ClusterState,
  placed: PlacedRule,
): Ingress | undefined {
  if (isDefault(placed.rule)) return catchAllOf(state, placed);
  if (hasServer(state, placed)) return holderAt(state, placed, []);
  // Canaries make no server: a rule of theirs for a host without one is for whatever host comes.
  const there = { ...placed, rule: { ...placed.rule, host: null } };
  return isSpare(state, placed)
    ? undefined
    : holderAt(state, there, [placed.ingress]);
}

function holderAt(
  state: ClusterState,
  placed: PlacedRule,
  more: readonly Ingress[],
): Ingress | undefined {
  if (placed.rule.host === null && isRoot(placed.rule)) {
    const [catchAll] = catchAlls(state, placed);
    if (catchAll) return catchAll;
  }
  const [first] = [...claimants(state, placed), ...more].sort(olderIngress);
  return first ?? leftTo(state, placed);
}

/**
 * Whether the upstream of a canary is gone before its turn: the first rule of a canary that finds no
 * location on its server takes it from all rules after it (mergeAlternativeBackends).
 */
export function isTakenAway(state: ClusterState, placed: PlacedRule): boolean {
  const { ingress, rule, server } = placed;
  const { namespace } = ingress.meta;
  const { service, port } = rule.backend;
  const canaries = state
    .lookup(ingressesByBackend, `${namespace}/${service}`)
    .filter(one => isCanary(one) && meets(state, placed, one))
    .sort(olderIngress);
  const turns = canaries
    .flatMap(one => rulesInTurn(one).map(other => ({ one, other })))
    .filter(
      ({ other: { backend } }) =>
        backend.service === service && backend.port === port,
    );
  const own = turns.findIndex(({ other }) => other === rule);
  return turns.slice(0, own).some(({ one, other }) => {
    const earlier = { ingress: one, rule: other, server };
    return (
      (isDefault(other) || hasServer(state, earlier)) &&
      holderOf(state, earlier) === undefined
    );
  });
}

/** Its default backend comes before its rules. */
function rulesInTurn({ rules }: Ingress): readonly IngressRule[] {
  return [
    ...rules.filter(isDefault),
    ...rules.filter(rule => !isDefault(rule)),
  ];
}

function hasServer(state: ClusterState, placed: PlacedRule): boolean {
  return (
    !isCanary(placed.ingress) ||
    ofServer(state, placed.rule.host, placed).some(one => !isCanary(one))
  );
}

/** Whether a rule of an Ingress makes a location of its own. */
export function holds(state: ClusterState, placed: PlacedRule): boolean {
  if (isSpare(state, placed)) return false;
  return isLeftover(placed)
    ? !isCovered(state, placed)
    : holderOf(state, placed) === placed.ingress;
}

/** Ingresses that claim the location of a rule, the oldest first. */
function claimants(
  state: ClusterState,
  placed: PlacedRule,
): readonly Ingress[] {
  const { rule, server } = placed;
  // A path of no type of its own is one by prefix (internal/k8s/main.go, SetDefaultNGINXPathType).
  const types = isExact(rule)
    ? ['Exact']
    : ['Prefix', 'ImplementationSpecific'];
  return types
    .flatMap(pathType => ingressesAt(state, { ...rule, pathType }))
    .filter(
      one =>
        meets(state, placed, one) &&
        one.rules.some(
          other =>
            isSameLocation(other, rule) &&
            !isSpare(state, { ingress: one, rule: other, server }),
        ),
    )
    .sort(olderIngress);
}

/** Whether two rules are for one location of one server. */
export function isSameLocation(one: IngressRule, other: IngressRule): boolean {
  return (
    one.field !== defaultBackend &&
    one.host === other.host &&
    one.path === other.path &&
    isExact(one) === isExact(other)
  );
}

/** The location that every server has, whether or not a rule is for it. */
export function isRoot(rule: IngressRule): boolean {
  return (rule.path ?? '/') === '/' && !isExact(rule);
}

function isExact({ pathType }: IngressRule): boolean {
  return pathType === 'Exact';
}

/** Whose default backend gets the root of a host that no rule is for. */
function leftTo(state: ClusterState, placed: PlacedRule): Ingress | undefined {
  const { rule } = placed;
  if (rule.host === null || !isRoot(rule)) return undefined;
  const [first] = ofServer(state, rule.host, placed).filter(
    one => !isCanary(one),
  );
  return first?.rules.some(({ field }) => field === defaultBackend)
    ? first
    : undefined;
}

/** Ingresses that are a default backend and nothing else, the oldest first. */
function catchAlls(
  state: ClusterState,
  placed: PlacedRule,
): readonly Ingress[] {
  return ingressesAt(state, {
    host: null,
    path: null,
    backend: placed.rule.backend,
    field: defaultBackend,
  })
    .filter(
      one =>
        one.rules.length === 1 && !isCanary(one) && meets(state, placed, one),
    )
    .sort(olderIngress);
}

/** Who gets what no server is for; a canary shares that with whoever has a rule for all hosts. */
function catchAllOf(
  state: ClusterState,
  placed: PlacedRule,
): Ingress | undefined {
  const { ingress } = placed;
  const [first] = catchAlls(state, placed);
  if (first || !isCanary(ingress)) return first;
  return ofServer(state, null, placed).find(one => !isCanary(one));
}

/**
 * Whether nothing is left of the hosts beside a default backend: each has a rule for its root, or is
 * the host of an older Ingress.
 */
export function isCovered(state: ClusterState, placed: PlacedRule): boolean {
  const { ingress, rule, server } = placed;
  const others = ingress.rules.filter(({ field }) => field !== defaultBackend);
  if (rule.field !== defaultBackend || others.length === 0) return false;
  return others.every(other => {
    const [first] = ofServer(state, other.host, placed);
    const root = { ...other, path: '/', pathType: 'Prefix' };
    return (
      other.host === null ||
      first !== ingress ||
      claimants(state, { ingress, rule: root, server }).length > 0
    );
  });
}

/** Whether a rule is the default backend of what other rules of its Ingress leave over. */
export function isLeftover({ ingress, rule }: PlacedRule): boolean {
  return isDefault(rule) && ingress.rules.length > 1 && !isCanary(ingress);
}

export function isDefault({ field }: IngressRule): boolean {
  return field === defaultBackend;
}
