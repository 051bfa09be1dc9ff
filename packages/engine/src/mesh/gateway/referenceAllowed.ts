// Whether a route may lead to a Service of another namespace: istio pilot/pkg/config/kube/gateway/references_collection.go.
import type { ClusterState } from '../../state/clusterState';
import { referenceGrants } from '../../state/kinds/referenceGrant';

const group = 'gateway.networking.k8s.io';

/**
 * Inside a namespace always; across namespaces where a ReferenceGrant of the Service's, or of
 * whatever else is led to, says so.
 */
export function referenceAllowed(
  state: ClusterState,
  from: {
    readonly group?: string;
    readonly kind: string;
    readonly namespace: string;
  },
  to: {
    readonly group?: string;
    readonly kind?: string;
    readonly namespace: string;
    readonly name: string;
  },
): boolean {
  const { group: toGroup = '', kind = 'Service' } = to;
  if (from.namespace === to.namespace) return true;
  return state
    .inNamespace(referenceGrants, to.namespace)
    .some(
      grant =>
        grant.from.some(
          one =>
            one.group === (from.group ?? group) &&
            one.kind === from.kind &&
            one.namespace === from.namespace,
        ) &&
        grant.to.some(
          one =>
            one.group === toGroup &&
            one.kind === kind &&
            (one.name ?? to.name) === to.name,
        ),
    );
}
