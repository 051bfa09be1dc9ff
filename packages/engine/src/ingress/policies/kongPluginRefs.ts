// The plugins that objects name (Kong's kubernetes-ingress-controller internal/dataplane/kongstate/kongstate.go,
// getPluginRelations).
import { referenceAllowed } from '../../mesh';
import type { ClusterState } from '../../state/clusterState';
import {
  kongClusterPlugins,
  KongPlugin,
  kongPlugins,
} from '../../state/kinds/kongPlugin';
import type { KubeObject } from '../../state/meta';
import type { Instance } from '../edges/instances';
import { isOfKongClass } from './kongClass';

/** Annotation of routes, Services and consumers. */
const kongPluginsKey = 'konghq.com/plugins';

/** A plugin by name, of another namespace where that is set. */
export interface KongPluginRef {
  readonly namespace?: string;
  readonly name: string;
}

/** The plugins that an object names: `name`, or `namespace:name`. */
export function kongPluginRefs({ meta }: KubeObject): readonly KongPluginRef[] {
  const value = meta.annotations[kongPluginsKey] as string | undefined;
  return (value ?? '')
    .split(',')
    .map(one => one.trim())
    .filter(one => one !== '')
    .map(one => {
      const [name, namespace] = one.split(':').reverse();
      return { name, ...(namespace !== undefined && { namespace }) };
    });
}

/** By "namespace/name" of a plugin, and by its name alone, by which one of the cluster is found. */
export function kongPluginKeys(object: KubeObject): readonly string[] {
  return kongPluginRefs(object).flatMap(
    ({ name, namespace = object.meta.namespace }) => [
      `${namespace}/${name}`,
      `/${name}`,
    ],
  );
}

const groups: Readonly<Record<string, string | undefined>> = {
  Ingress: 'networking.k8s.io',
  KongConsumer: 'configuration.konghq.com',
  KongConsumerGroup: 'configuration.konghq.com',
  Service: '',
  TCPIngress: 'configuration.konghq.com',
};

/** The plugin that an object names, of its namespace or of the cluster; undefined where there is none. */
export function kongPluginOf(
  state: ClusterState,
  holder: KubeObject,
  ref: KongPluginRef,
  instance: Instance | undefined,
): KongPlugin | undefined {
  const own = holder.meta.namespace;
  const { namespace = own, name } = ref;
  const group = groups[holder.kind];
  const from = {
    ...(group !== undefined && { group }),
    kind: holder.kind,
    namespace: own,
  };
  const to = { group: kongPlugins.group, kind: kongPlugins.kind };
  if (!referenceAllowed(state, from, { ...to, namespace, name })) {
    return undefined;
  }
  const found = state.get(kongPlugins, namespace, name);
  if (found) return found;
  const ofCluster = state.get(kongClusterPlugins, '', name);
  return ofCluster && isOfKongClass(state, ofCluster, instance)
    ? ofCluster
    : undefined;
}
