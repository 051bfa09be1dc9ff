// Plugins of some clients alone: what a consumer names, and a route or a Service too, is for both together (Kong's
// kubernetes-ingress-controller internal/util/relations.go, GetCombinations).
import type { ClusterState } from '../../state/clusterState';
import {
  KongConsumer,
  kongConsumerGroups,
  kongConsumers,
} from '../../state/kinds/kongConsumer';
import type { KongPlugin } from '../../state/kinds/kongPlugin';
import type { KubeObject } from '../../state/meta';
import { indexBy } from '../../state/objectIndex';
import type { Instance } from '../edges/instances';
import { isOfKongClass } from './kongClass';
import { kongPluginKeys, kongPluginOf, kongPluginRefs } from './kongPluginRefs';

const kinds = [kongConsumers, kongConsumerGroups];

const naming = kinds.map(kind =>
  indexBy(kind, one => [...kongPluginKeys(one), ...anyOf(one)]),
);

/** Key of those that name plugins at all. */
const any = 'any';

function anyOf(one: KongConsumer): readonly string[] {
  return kongPluginRefs(one).length > 0 ? [any] : [];
}

/** Whoever names a plugin among an installation's consumers. */
export function consumersNaming(
  state: ClusterState,
  plugin: KongPlugin,
  instance: Instance | undefined,
): readonly KongConsumer[] {
  const key = `${plugin.meta.namespace}/${plugin.meta.name}`;
  return naming
    .flatMap(index => state.lookup(index, key))
    .filter(
      one =>
        isOfKongClass(state, one, instance) &&
        kongPluginRefs(one).some(
          ref => kongPluginOf(state, one, ref, instance) === plugin,
        ),
    );
}

/** Whether a plugin that an object names is for some clients alone; one of the cluster stands once in each namespace. */
export function isForSome(
  state: ClusterState,
  { meta: { namespace } }: KubeObject,
  plugin: KongPlugin,
  instance: Instance | undefined,
): boolean {
  return consumersNaming(state, plugin, instance).some(
    one => plugin.kind === 'KongPlugin' || one.meta.namespace === namespace,
  );
}

/** Every plugin that consumers of an installation name. */
export function pluginsOfConsumers(
  state: ClusterState,
  instance: Instance | undefined,
): readonly KongPlugin[] {
  const found = naming
    .flatMap(index => state.lookup(index, any))
    .filter(one => isOfKongClass(state, one, instance))
    .flatMap(one =>
      kongPluginRefs(one).flatMap(
        ref => kongPluginOf(state, one, ref, instance) ?? [],
      ),
    );
  return [...new Set(found)].filter(({ disabled }) => !disabled);
}

/** Whether consumers are hidden from us. */
export function areConsumersHidden(state: ClusterState): boolean {
  return kinds.some(kind => state.unreadable(kind) !== undefined);
}
