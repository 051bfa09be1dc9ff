import { unclaimedBy, unfollowedAliases } from '../ingress/routes/routes';
import type { GatewayRoute } from '../mesh';
import type { ClusterState } from '../state/clusterState';
import { objectName } from '../state/evidence';
import { Service, services } from '../state/kinds/service';
import { servicesOfPod } from './entrance';

/**
 * Routes that may lead to a Service and that nobody we know serves: there may be a path, and what is
 * on its wire is not known. One sentence each; a service with any of them is never all clear. Bound are
 * the routes that Istio gateways have to it.
 */
export function unclaimedRoutes(
  state: ClusterState,
  service: Service,
  bound: readonly GatewayRoute[],
): readonly string[] {
  const { name } = service.meta;
  const sentences = [service, ...gatewaysBefore(state, bound)].flatMap(one =>
    naming(state, one),
  );
  const aliases = unfollowedAliases(state, service).map(
    alias =>
      `${objectName(
        alias,
      )} is another name of ${name}, and routes lead to it: what arrives by that name could not be worked out.`,
  );
  return [...new Set([...sentences, ...aliases])];
}

/** What names one Service itself. */
function naming(state: ClusterState, service: Service): readonly string[] {
  const { namespace, name } = service.meta;
  return state.ask({
    key: `unclaimed|${namespace}/${name}`,
    answer: now =>
      unclaimedBy(now, now.get(services, namespace, name) ?? service).map(
        ({ object, why }) =>
          objectName(object) === objectName(service)
            ? `${objectName(object)} ${why}`
            : `${objectName(object)} leads to ${name} ${why}`,
      ),
    gist: one => one,
  });
}

/** Services of the Istio gateways that lead to a Service: what reaches them goes on to it. */
function gatewaysBefore(
  state: ClusterState,
  bound: readonly GatewayRoute[],
): readonly Service[] {
  const before = bound
    .flatMap(route => route.pods)
    .flatMap(pod => servicesOfPod(state, pod));
  return [...new Set(before)];
}
