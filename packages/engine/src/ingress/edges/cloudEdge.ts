import type { ClusterState } from '../../state/clusterState';
import type { KubeObject } from '../../state/meta';
import type { Pod } from '../../state/kinds/pod';
import type { Edge } from './edge';
import { Instance, instances } from './instances';
import type { VendorDescription } from '../vendorDescription';

/** An edge outside the cluster, called after the object that makes it. */
export function cloudEdge(
  vendor: VendorDescription,
  kind: string,
  { meta }: KubeObject,
  reasons: Edge['reasons'] = [],
): Edge {
  const { namespace, name } = meta;
  const { id, title } = vendor;
  return {
    vendor,
    ref: { vendor: id, title, kind, namespace, name },
    pods: [],
    reasons,
  };
}

/** The controllers of an edge outside the cluster that run here: they hold its flags. */
export function controllersOf(
  state: ClusterState,
  vendor: VendorDescription,
): readonly Instance[] {
  return state
    .read(instances)
    .filter(
      instance =>
        instance.vendor === vendor ||
        instance.vendor.alsoControls?.includes(vendor.id),
    );
}

export function controllerPods(
  state: ClusterState,
  vendor: VendorDescription,
): readonly Pod[] {
  return controllersOf(state, vendor).flatMap(instance => instance.pods);
}
