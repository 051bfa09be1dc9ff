// Gateways of Istio's own kind beside one of the Gateway API whose proxies Istio made: those of other namespaces are
// not merged into these. istio pilot/pkg/model/push_context.go filterStrictGatewayMerging.
import type { Pod } from '../../state/kinds/pod';
import { isOlder, proxyVersion } from '../controlPlane/version';
import type { MeshGateway } from './meshGateway';

// Proxies that Istio makes are of its own version.
const since = '1.31';

/** Of the gateways that select a pod, those whose servers it gets. */
export function merged<T extends { readonly gateway: MeshGateway }>(
  selecting: readonly T[],
  pod: Pod,
): readonly T[] {
  const managed = new Set(
    selecting
      .filter(({ gateway }) => gateway.managed)
      .map(({ gateway }) => gateway.namespace),
  );
  if (managed.size === 0 || isOlder(proxyVersion(pod), since)) return selecting;
  return selecting.filter(
    ({ gateway: { selects, namespace } }) =>
      selects.by === 'services' || managed.has(namespace),
  );
}
