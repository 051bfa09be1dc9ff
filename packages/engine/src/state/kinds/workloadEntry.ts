import { defineKind } from '../kindDefinition';
import { KubeObject } from '../meta';
import { at } from '../read';
import { trimWorkloadAddress, WorkloadAddress } from './serviceEntry';

export interface WorkloadEntry extends KubeObject {
  readonly kind: 'WorkloadEntry';
  readonly workload: WorkloadAddress;
}

export const workloadEntries = defineKind<WorkloadEntry>({
  group: 'networking.istio.io',
  kind: 'WorkloadEntry',
  plural: 'workloadentries',
  versions: ['v1', 'v1beta1', 'v1alpha3'],
  namespaced: true,
  purpose: 'machines that ServiceEntries and Services select',
  trim: (object, meta) => {
    const [workload] = trimWorkloadAddress(at(object, 'spec'));
    return workload && { kind: 'WorkloadEntry', meta, workload };
  },
});
