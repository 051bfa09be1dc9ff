import { defineKind } from '../kindDefinition';
import { KubeObject } from '../meta';
import { at, items, Labels, text } from '../read';
import { trimWorkloadAddress, WorkloadAddress } from './serviceEntry';

export interface WorkloadEntry extends KubeObject {
  readonly kind: 'WorkloadEntry';
  readonly workload: WorkloadAddress;
  /** Whether its status says that its health check passed. */
  readonly healthy: boolean;
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
    return (
      workload && {
        kind: 'WorkloadEntry',
        meta,
        workload: labelled(workload, meta.labels),
        healthy: isHealthy(object),
      }
    );
  },
});

// Its own labels come before those of its spec: istio pilot/pkg/serviceregistry/serviceentry/conversion.go
// ConvertWorkloadEntry.
function labelled(workload: WorkloadAddress, own: Labels): WorkloadAddress {
  return { ...workload, labels: { ...workload.labels, ...own } };
}

function isHealthy(object: unknown): boolean {
  const found = items(object, 'status', 'conditions').find(
    one => text(one, 'type') === 'Healthy',
  );
  return text(found, 'status') === 'True';
}
