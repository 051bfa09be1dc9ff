import type { PolicyTargets } from '../../state/kinds/attachedPolicy';
import type { KubeObject } from '../../state/meta';
import type { GatewayBackend } from '../gatewayApiDial';

const group = 'gateway.networking.k8s.io';

/**
 * How closely a policy is attached to the way of a backend's requests: to the route 3, to the
 * listener 2, to the Gateway 1; undefined where it is for others. A policy that names a rule of the
 * route by section is taken for the route's: rules' names are not kept.
 */
export function closeness(
  policy: KubeObject & PolicyTargets,
  { route, gateway, parent }: GatewayBackend,
): number | undefined {
  const found = policy.targets.flatMap(target => {
    if (target.group !== group) return [];
    const { namespace } = policy.meta;
    if (
      target.kind === route.kind &&
      target.name === route.meta.name &&
      namespace === route.meta.namespace
    ) {
      return [3];
    }
    const isGateway =
      target.kind === 'Gateway' &&
      target.name === gateway.meta.name &&
      namespace === gateway.meta.namespace;
    if (!isGateway) return [];
    if (target.sectionName === undefined) return [1];
    return target.sectionName === parent.listener.name ? [2] : [];
  });
  return found.length === 0 ? undefined : Math.max(...found);
}

/** The policies on the way of a backend's requests, the closest first, of equals the oldest. */
export function attached<T extends KubeObject & PolicyTargets>(
  all: readonly T[],
  backend: GatewayBackend,
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
  return (
    policy.meta.namespace === service.meta.namespace &&
    policy.targets.some(
      target =>
        target.kind === 'Service' &&
        (target.group === '' || target.group === 'core') &&
        target.name === service.meta.name,
    )
  );
}
