import { injectorsIn } from '../mesh/workload/injectors';
import type { ClusterState } from '../state/clusterState';
import { configMapsByName } from '../state/kinds/configMap';
import { pods } from '../state/kinds/pod';
import { Labels, labels } from '../state/read';
import type { Keeper } from './podsOfWorkload';

/**
 * Whether a control plane of Istio is among manifests: its MeshConfig, its injector's webhook, which every revision
 * has, or what runs it (istio manifests/charts/istio-control/istio-discovery/templates/deployment.yaml).
 */
export function hasControlPlane(
  state: ClusterState,
  keepers: readonly Keeper[],
): boolean {
  return (
    state.lookup(configMapsByName, 'istio').length > 0 ||
    injectorsIn(state).length > 0 ||
    state.list(pods).some(({ meta }) => isIstiod(meta.labels)) ||
    keepers.some(one => isIstiod(labels(one.template, 'metadata', 'labels')))
  );
}

function isIstiod({ app }: Labels): boolean {
  return app === 'istiod';
}
