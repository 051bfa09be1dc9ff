import type { ClusterState } from '../../state/clusterState';
import { ConfigMap, configMaps } from '../../state/kinds/configMap';
import { namespaces } from '../../state/kinds/namespace';
import type { KubeObject } from '../../state/meta';
import type { Instance } from '../edges/instances';
import type { SettingPlaces } from './setting';

/** Where an installation of a vendor reads the settings of a route. */
export function placesOf(
  state: ClusterState,
  route: KubeObject,
  instance: Instance | undefined,
): SettingPlaces {
  const configMap = configMapOf(state, instance);
  const namespace = state.get(namespaces, '', route.meta.namespace);
  return {
    route,
    ...(configMap && { configMap }),
    ...(namespace && { namespace }),
    pods: instance ? [...instance.pods, ...instance.controlPlane] : [],
  };
}

function configMapOf(
  state: ClusterState,
  instance: Instance | undefined,
): ConfigMap | undefined {
  const [namespace, name] = instance?.configMap?.split('/') ?? [];
  return namespace !== undefined && name !== undefined
    ? state.get(configMaps, namespace, name)
    : undefined;
}

/** A ConfigMap that the controller names and that is not read: it may hold switches. */
export function unreadConfigMap(
  state: ClusterState,
  instance: Instance | undefined,
): readonly string[] {
  if (instance?.configMap === undefined) return [];
  if (configMapOf(state, instance)) return [];
  const name = instance.configMap.split('/').at(-1) ?? '';
  const hidden = state.unreadable(configMaps) !== undefined;
  // One of the names that are read is known not to be there, and the defaults hold.
  if (configMaps.names?.includes(name) && !hidden) return [];
  return [
    `ConfigMap ${instance.configMap}, which ${instance.vendor.title} takes its settings from, is not among those that are read: its defaults are assumed.`,
  ];
}
