// ServiceEntries that nothing puts in an order: istio pilot/pkg/model/push_context.go SortServicesByCreationTime goes by
// age in seconds, name, which is the host, and namespace.
import type { ClusterState } from '../../state/clusterState';
import { objectName } from '../../state/evidence';
import { areOne } from '../sidecarScope/scopeClusters';
import { byAge, MeshService, servicesNamed } from './registry';

/** What an answer leans on that follows a proxy to a host of several ServiceEntries of one namespace and age. */
export function tiedEntriesDoubts(
  state: ClusterState,
  service: MeshService,
): readonly string[] {
  if (service.origin !== 'ServiceEntry') return [];
  const tied = servicesNamed(state, service.hostname).filter(
    one => one.origin === 'ServiceEntry' && byAge(one, service) === 0,
  );
  if (tied.every(one => areOne(one, service))) return [];
  const names = [...new Set(tied.map(one => objectName(one.object)))].sort();
  return [
    `${names.join(' and ')} have the host ${
      service.hostname
    } and one age: which of them Istio takes first is not known.`,
  ];
}
