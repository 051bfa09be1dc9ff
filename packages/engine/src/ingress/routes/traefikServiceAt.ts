import type { ClusterState } from '../../state/clusterState';
import {
  formerTraefikServices,
  TraefikService,
  traefikServices,
} from '../../state/kinds/traefik';
import type { Instance } from '../edges/instances';
import { isVersion3 } from './traefikWholeRoute';

/** The TraefikService of a name: version 2 looks in the former group where the present one has none (client.go, GetTraefikService). */
export function traefikServiceAt(
  state: ClusterState,
  instance: Instance,
  namespace: string,
  name: string,
): TraefikService | undefined {
  const former = isVersion3(instance)
    ? undefined
    : state.get(formerTraefikServices, namespace, name);
  return state.get(traefikServices, namespace, name) ?? former;
}
