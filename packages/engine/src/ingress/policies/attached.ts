import type {
  PolicySelector,
  PolicyTarget,
  PolicyTargets,
} from '../../state/kinds/attachedPolicy';
import { selects } from '../../state/labelSelector';
import type { KubeObject } from '../../state/meta';
import type { GatewayBackend } from '../dial/gatewayApiDial';

const group = 'gateway.networking.k8s.io';

/** Where a rule of a route is served: what the targets of policies are told by. */
export type PolicyPlace = Pick<
  GatewayBackend,
  'route' | 'rule' | 'gateway' | 'parent'
> &
  Partial<Pick<GatewayBackend, 'backend'>>;

/** How closely a policy can be attached to the way of a backend's requests. */
export const closest = {
  rule: 5,
  route: 4,
  listener: 3,
  listenerSet: 2,
  gateway: 1,
} as const;

/** How closely a policy is attached to the way of a backend's requests; undefined where it is for others. */
export function closeness(
  policy: KubeObject & PolicyTargets,
  backend: PolicyPlace,
): number | undefined {
  const found = [
    ...policy.targets.flatMap(target => named(policy, target, backend) ?? []),
    ...policy.selectors.flatMap(one => selected(policy, one, backend) ?? []),
  ];
  return found.length === 0 ? undefined : Math.max(...found);
}

function named(
  { meta: { namespace } }: KubeObject,
  target: PolicyTarget,
  { route, rule, backend, gateway, parent }: PolicyPlace,
): number | undefined {
  const { kind, name, sectionName } = target;
  if (target.group !== group) return undefined;
  const is = (one: KubeObject) =>
    kind === one.kind &&
    name === one.meta.name &&
    namespace === one.meta.namespace;
  if (is(route)) {
    if (sectionName === undefined) return closest.route;
    // Copies of requests go by what holds for the whole route.
    const isMirror = backend !== undefined && rule.mirrors.includes(backend);
    return sectionName === rule.name && !isMirror ? closest.rule : undefined;
  }
  const { owner, listener } = parent;
  if (is(owner) && sectionName !== undefined) {
    return sectionName === listener.name ? closest.listener : undefined;
  }
  if (sectionName !== undefined) return undefined;
  if (is(gateway)) return closest.gateway;
  return is(owner) ? closest.listenerSet : undefined;
}

function selected(
  { meta: { namespace } }: KubeObject,
  { kind, selector, ...one }: PolicySelector,
  { route, gateway, parent: { owner } }: PolicyPlace,
): number | undefined {
  if (one.group !== group) return undefined;
  const is = (object: KubeObject) =>
    kind === object.kind &&
    namespace === object.meta.namespace &&
    selects(selector, object.meta.labels);
  if (is(route)) return closest.route;
  if (is(gateway)) return closest.gateway;
  return is(owner) ? closest.listenerSet : undefined;
}

/** The policies on the way of a backend's requests, the closest first, of equals the oldest. */
export function attached<T extends KubeObject & PolicyTargets>(
  all: readonly T[],
  backend: PolicyPlace,
): readonly T[] {
  return all
    .flatMap(policy => {
      const close = closeness(policy, backend);
      return close === undefined ? [] : [{ policy, close }];
    })
    .sort(
      (a, b) =>
        b.close - a.close || a.policy.meta.created - b.policy.meta.created,
    )
    .map(({ policy }) => policy);
}

/** Whether a policy is for the Service behind a route. */
export function targetsService(
  policy: KubeObject & PolicyTargets,
  { service }: Pick<GatewayBackend, 'service'>,
): boolean {
  const isService = ({
    kind,
    group: one,
  }: Pick<PolicyTarget, 'kind' | 'group'>) =>
    kind === 'Service' && (one === '' || one === 'core');
  return (
    policy.meta.namespace === service.meta.namespace &&
    (policy.targets.some(
      target => isService(target) && target.name === service.meta.name,
    ) ||
      policy.selectors.some(
        one => isService(one) && selects(one.selector, service.meta.labels),
      ))
  );
}
