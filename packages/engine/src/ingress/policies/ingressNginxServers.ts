import type { ClusterState } from '../../state/clusterState';
import type { Ingress } from '../../state/kinds/ingress';
import { goTrue } from '../edges/goBool';
import { ingressesFor } from '../routes/ingressesByLocation';
import { olderIngress } from '../routes/olderIngress';
import { classOf } from '../routes/upstreamOwner';

export const prefix = 'nginx.ingress.kubernetes.io';

/**
 * The Ingresses that make the server of a host beside one of them, the oldest first: that one decides
 * what is for the host as a whole (internal/ingress/controller/controller.go, createServers).
 */
export function ofServer(
  state: ClusterState,
  host: string | null,
  ingress: Ingress,
): readonly Ingress[] {
  return ingressesFor(state, host)
    .filter(
      one =>
        one === ingress ||
        (!isCanary(one) && classOf(one) === classOf(ingress)),
    )
    .sort(olderIngress);
}

/** A canary makes no server: it stands beside the Ingress whose canary it is. */
export function isCanary({ meta }: Ingress): boolean {
  return goTrue.has(meta.annotations[`${prefix}/canary`] ?? '');
}
