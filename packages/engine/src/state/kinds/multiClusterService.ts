import { defineKind } from '../kindDefinition';
import { KubeObject } from '../meta';

/** What a MultiClusterIngress leads to; its settings are annotations. */
export interface MultiClusterService extends KubeObject {
  readonly kind: 'MultiClusterService';
}

export const multiClusterServices = defineKind<MultiClusterService>({
  group: 'networking.gke.io',
  kind: 'MultiClusterService',
  plural: 'multiclusterservices',
  versions: ['v1'],
  namespaced: true,
  purpose: 'protocol of GKE load balancers over several clusters',
  trim: (_, meta) => ({ kind: 'MultiClusterService', meta }),
});
