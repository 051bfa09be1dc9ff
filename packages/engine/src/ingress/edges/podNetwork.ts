import type { ClusterState } from '../../state/clusterState';
import { Pod, pods } from '../../state/kinds/pod';
import { indexBy } from '../../state/objectIndex';

/**
 * What gives pods their addresses, where that decides what a cloud's load balancer can dial: pods of
 * Flannel have none outside the nodes, those of Terway have some of the cloud's own.
 */
export type PodNetwork = 'flannel' | 'terway';

const named: readonly (readonly [PodNetwork, RegExp])[] = [
  ['flannel', /(^|\/)(oke-public-)?flannel[:@]/],
  ['terway', /(^|\/)terway[:@]/],
];

const agents = indexBy(pods, ({ meta, containers }) =>
  named
    .filter(
      ([network, image]) =>
        meta.labels.app === network ||
        meta.labels['k8s-app'] === network ||
        containers.some(one => image.test(one.image)),
    )
    .map(([network]) => network),
);

/** A pod of the network that a cluster has; undefined where none is seen. */
export function podNetworkOf(
  state: ClusterState,
): { readonly network: PodNetwork; readonly agent: Pod } | undefined {
  return named
    .flatMap(([network]) =>
      state
        .lookup(agents, network)
        .slice(0, 1)
        .map(agent => ({ network, agent })),
    )
    .at(0);
}
